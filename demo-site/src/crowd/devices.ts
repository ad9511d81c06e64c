/** A browser on a machine, as its headers and window show it. */
export interface Device {
  userAgent: string;
  isMobile: boolean;
  viewport: readonly [widthPx: number, heightPx: number];
  /** Share within mobile or within desktop devices. */
  share: number;
  /** The delivery calculator's fault of the incident strikes this engine only. */
  isSafari: boolean;
}

const iPhone = 'Mozilla/5.0 (iPhone; CPU iPhone OS';
const mac = 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)';
const windows = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64';
const webkit = 'AppleWebKit/537.36 (KHTML, like Gecko)';
const safariWebkit = 'AppleWebKit/605.1.15 (KHTML, like Gecko)';

const mobile = (userAgent: string, viewport: [number, number], share: number, isSafari = false): Device => ({
  userAgent,
  viewport,
  share,
  isMobile: true,
  isSafari,
});
const desktop = (userAgent: string, viewport: [number, number], share: number, isSafari = false): Device => ({
  userAgent,
  viewport,
  share,
  isMobile: false,
  isSafari,
});

/** The browsers of the crowd with their shares. */
export const devices: readonly Device[] = [
  mobile(`${iPhone} 18_6 like Mac OS X) ${safariWebkit} Version/18.6 Mobile/15E148 Safari/604.1`, [390, 844], 34, true),
  mobile(`${iPhone} 17_5 like Mac OS X) ${safariWebkit} Version/17.5 Mobile/15E148 Safari/604.1`, [375, 667], 9, true),
  mobile(`Mozilla/5.0 (Linux; Android 10; K) ${webkit} Chrome/140.0.0.0 Mobile Safari/537.36`, [412, 915], 33),
  mobile(`Mozilla/5.0 (Linux; Android 10; K) ${webkit} Chrome/138.0.0.0 Mobile Safari/537.36`, [360, 800], 9),
  mobile(
    `Mozilla/5.0 (Linux; Android 10; K) ${webkit} SamsungBrowser/28.0 Chrome/130.0.0.0 Mobile Safari/537.36`,
    [384, 854],
    8,
  ),
  mobile(
    `Mozilla/5.0 (iPad; CPU OS 17_6 like Mac OS X) ${safariWebkit} Version/17.6 Mobile/15E148 Safari/604.1`,
    [820, 1180],
    7,
    true,
  ),
  desktop(`${windows}) ${webkit} Chrome/140.0.0.0 Safari/537.36`, [1536, 742], 34),
  desktop(`${windows}) ${webkit} Chrome/140.0.0.0 Safari/537.36`, [1920, 945], 14),
  desktop(`${windows}) ${webkit} Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0`, [1440, 789], 13),
  desktop(`${mac} ${webkit} Chrome/139.0.0.0 Safari/537.36`, [1440, 764], 12),
  desktop(`${mac} ${safariWebkit} Version/18.6 Safari/605.1.15`, [1512, 823], 14, true),
  desktop(`${windows}; rv:142.0) Gecko/20100101 Firefox/142.0`, [1366, 641], 8),
  desktop('Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0', [1280, 720], 3),
];
