/** The name with its ribbon. */
export const Mark = () => (
  <div class="mark">
    <svg viewBox="0 0 24 24" width="24" height="24" fill="none" aria-hidden="true">
      <path class="mark-mast" d="M5 2.5v19" stroke-width="2" stroke-linecap="round" />
      <path class="mark-ribbon" d="M5 5c4-2.6 6.6 2.2 15 .2-2.3 2.1-3.6 3.1-3.5 5.3C12 11.6 9.3 8.2 5 10.5z" />
    </svg>
    <bdi>Telltale</bdi>
  </div>
);
