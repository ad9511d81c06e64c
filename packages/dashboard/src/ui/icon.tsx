/** Drawn on a 20 × 20 grid with a 1.5 stroke. `flips` names those that point along the text. */
const paths = {
  overview: 'M3 16.5h14M4.5 13.500l3.7-4.5 3 2.5 4.6-6.5',
  explore: 'M3 16.500h14M4 13.500l3.500-3 3 2 5.500-6M4 9l3.500 1 3-4 5.500 3',
  boards: 'M3.5 3.500H9v7H3.5zM11 3.500h5.500v4H11zM3.5 12.500H9v4H3.5zM11 9.500h5.500v7H11z',
  funnel: 'M3 4.500h14M5 8.200h10M7 11.900h6M8.8 15.600h2.4',
  segments: 'M12.5 12.500a5 5 0 1 0-5-5M7.5 17.500a5 5 0 1 0 0-10 5 5 0 0 0 0 10Z',
  checkouts: 'M3 4h2l1.600 8h7.900l1.500-5.800H5.400M7.500 15.800h.01M13.5 15.800h.01',
  campaigns: 'M4 8v4h2.500l7 3.500v-11L6.500 8H4ZM7 12l1 4h2M16.300 8.500v3',
  forms: 'M4 4h12v4H4zM4 11h12v2.500H4zM4 16.500h5',
  engagement:
    'M10 16.200 4.300 10.600a3.600 3.600 0 0 1 5.100-5.100l.6.6.6-.6a3.600 3.600 0 0 1 5.100 5.100L10 16.200Z',
  retention: 'M15.900 8a6.200 6.200 0 1 0 .2 3.500M16.200 4.200V8h-3.800',
  paths: 'M3 10h3.500c4 0 3-5 7-5H17M6.500 10c4 0 3 5 7 5H17',
  features:
    'm10 3.500 2 4.200 4.600.6-3.400 3.200.9 4.600-4.100-2.300-4.100 2.300.9-4.600-3.400-3.200L8 7.700l2-4.200Z',
  heatmaps: 'm5 4 10.500 4.600-4.400 1.700-1.700 4.400L5 4ZM12.500 12.500l3.500 3.500',
  experiments:
    'M8 3.500v5L4 15.200a1 1 0 0 0 .9 1.300h10.200a1 1 0 0 0 .9-1.300L12 8.500v-5M6.800 3.500h6.400M6 12.500h8',
  vitals: 'M4.200 14.500a7 7 0 1 1 11.600 0M10 11.200l3-3.700',
  errors:
    'M10 6.500v4M10 13.500h.01M6.800 3.500h6.400l3.300 3.300v6.400l-3.300 3.300H6.800l-3.300-3.300V6.800l3.300-3.300Z',
  people: 'M10 9.500a3 3 0 1 0 0-6 3 3 0 0 0 0 6ZM4 16.500a6 6 0 0 1 12 0',
  surveys: 'M4 4.500h12v9H9.500L6 16.500v-3H4zM7 8h6M7 10.500h4',
  team: 'M7.5 9.500a2.7 2.7 0 1 0 0-5.400 2.7 2.7 0 0 0 0 5.400ZM2.5 16a5 5 0 0 1 10 0M12.7 4.300a2.7 2.7 0 0 1 0 5M14 11.600a5 5 0 0 1 3.5 4.400',
  account:
    'M10 17.500a7.5 7.5 0 1 0 0-15 7.500 7.500 0 0 0 0 15ZM10 10.800a2.4 2.4 0 1 0 0-4.800 2.400 2.400 0 0 0 0 4.800ZM5.5 15.500a4.700 4.700 0 0 1 9 0',
  live: 'M10 11.200a1.2 1.2 0 1 0 0-2.4 1.2 1.2 0 0 0 0 2.400ZM6.8 13.200a4.5 4.5 0 0 1 0-6.400M13.2 6.800a4.5 4.5 0 0 1 0 6.400M4.5 15.500a7.8 7.8 0 0 1 0-11M15.5 4.500a7.8 7.8 0 0 1 0 11',
  diagnosis: 'M3 10.500h3l2-5 3.500 9.500 2-4.500H17',
  audit: 'M5 3.500h10v13H5zM7.500 7h5M7.500 10h5M7.500 13h3',
  setup: 'M7 6.5 3.5 10 7 13.500M13 6.500l3.5 3.5-3.5 3.500M11.2 4.500l-2.4 11',
  calendar:
    'M3.5 8h13M6.5 3v3M13.5 3v3M5 4.500h10A1.5 1.5 0 0 1 16.5 6v9a1.5 1.5 0 0 1-1.5 1.500H5A1.5 1.5 0 0 1 3.5 15V6A1.5 1.5 0 0 1 5 4.500Z',
  filter: 'M3 5.500h14M5.8 10h8.400M8.5 14.500h3',
  plus: 'M10 4.500v11M4.5 10h11',
  close: 'm5.5 5.5 9 9M14.5 5.500l-9 9',
  check: 'm4.5 10.5 3.7 3.7 7.3-8.4',
  down: 'm5.5 8 4.5 4.500L14.5 8',
  up: 'M5.5 12 10 7.500l4.5 4.5',
  rise: 'M6 14 14 6M7.5 6H14v6.5',
  fall: 'm6 6 8 8M14 7.5V14H7.5',
  forward: 'M8 5.5 12.5 10 8 14.5',
  copy: 'M7.5 7.500h8v9h-8zM12.5 7.500v-4h-8v9h3',
  download: 'M10 3.500v9M6.2 9 10 12.7 13.8 9M4 16.500h12',
  menu: 'M3.5 6h13M3.5 10h13M3.5 14h13',
  more: 'M5 10h.01M10 10h.01M15 10h.01',
  alert: 'M10 7.500v3.500M10 13.800h.01M10 3.2 17.5 16.500h-15L10 3.200Z',
  leave: 'M8.5 16.500h-4v-13h4M12.5 6.5 16 10l-3.5 3.500M16 10H8',
  picture: 'M3.5 4.500h13v11h-13zM3.5 13l3.700-3.500 3 2.800 2.800-2.300 3.500 3M12.7 7.500h.01',
  table: 'M3.5 4.500h13v11h-13zM3.5 8.200h13M8 8.200v7.3',
  code: 'm6.5 6-4 4 4 4M13.5 6l4 4-4 4',
  grip: 'M7.5 5.500h.01M12.5 5.500h.01M7.5 10h.01M12.5 10h.01M7.5 14.500h.01M12.5 14.500h.01',
  system: 'M3.5 4.500h13v8.500h-13zM7.5 16.500h5M10 13v3.5',
  light:
    'M10 13.200a3.2 3.2 0 1 0 0-6.4 3.2 3.2 0 0 0 0 6.400ZM10 2.500v1.500M10 16v1.500M2.5 10H4M16 10h1.500M4.7 4.700l1 1M14.3 14.300l1 1M15.3 4.700l-1 1M5.7 14.300l-1 1',
  dark: 'M16.5 11.700A6.8 6.8 0 0 1 8.3 3.500a6.8 6.8 0 1 0 8.2 8.200Z',
  external: 'M11 4h5v5M16 4l-7 7M14 11.500v4h-9.500v-9.500h4',
} as const;

/** The name of an icon. */
export type IconName = keyof typeof paths;

const directional: readonly IconName[] = ['forward', 'leave', 'external', 'rise', 'fall'];

/** A picture beside words; it is hidden from assistive technology because the words say it. */
export const Icon = ({ name }: { name: IconName }) => (
  <svg
    class={directional.includes(name) ? 'icon icon-directional' : 'icon'}
    viewBox="0 0 20 20"
    width="20"
    height="20"
    fill="none"
    stroke="currentColor"
    stroke-width="1.5"
    stroke-linecap="round"
    stroke-linejoin="round"
    aria-hidden="true"
  >
    <path d={paths[name]} />
  </svg>
);
