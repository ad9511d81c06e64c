import { html } from '../html.ts';

/** The hero's picture: a boat heeling in a breeze, its telltales streaming. Colours come from the stylesheet. */
export const sailingScene = html`
  <svg class="scene" viewBox="0 0 640 560" aria-hidden="true" focusable="false">
    <rect class="sky" width="640" height="560"/>
    <circle class="sun" cx="470" cy="150" r="62"/>
    <path class="cloud" d="M62 150h150q18 0 18-15t-18-15h-22q-6-30-40-30-28 0-36 24h-4q-22 0-22 20-26 0-26 16Zm400 108h132q14 0 14-12t-14-12h-20q-6-22-32-22t-30 22h-50q-14 0-14 12t14 12Z"/>
    <path class="far" d="M0 372q60-38 120-26t96 4q70-44 128-14t104 0q66-30 192 8v60H0Z"/>
    <rect class="sea" y="380" width="640" height="180"/>
    <path class="glitter" d="M414 404h112M436 424h80M452 444h52"/>
    <g class="boat">
      <path class="mast" d="m318 74 20 356"/>
      <path class="mainsail" d="M312 84q-98 120-126 300l142 14Z"/>
      <path class="seam" d="M282 150q14 8 34 10m-70 58q30 14 76 18m-106 62q50 14 110 16"/>
      <path class="jib" d="M324 100q96 96 132 280l-118 22Z"/>
      <path class="seam" d="M330 190q26 2 56-6m-50 86q44 0 86-14m-80 92q60-2 106-18"/>
      <path class="telltale" d="M352 214c22-14 34 12 56 0s34-6 56-16"/>
      <path class="telltale thin" d="M350 268c20-12 32 10 52 0s30-4 48-12"/>
      <path class="telltale" d="M246 250c-24-12-32 12-54 2s-34-2-54-10"/>
      <path class="flag" d="M317 76q-30-16-56 0 14 6 8 20 26-12 50-4Z"/>
      <path class="hull" d="M150 412q170 42 352-20-26 74-92 88H238q-62-8-88-68Z"/>
      <path class="stripe" d="M158 428q168 40 334-18l-6 14q-164 50-320 18Z"/>
      <circle class="port" cx="282" cy="446" r="6"/><circle class="port" cx="318" cy="446" r="6"/><circle class="port" cx="354" cy="443" r="6"/>
    </g>
    <path class="wave" d="M0 470q40-26 80 0t80 0 80 0 80 0 80 0 80 0 80 0 80 0v90H0Z"/>
    <path class="wave near" d="M-40 512q40-24 80 0t80 0 80 0 80 0 80 0 80 0 80 0 80 0 80 0v60H-40Z"/>
  </svg>`;

/** A calm picture for empty states and the thank-you page: a small boat that has arrived. */
export const harbourScene = html`
  <svg class="scene small" viewBox="0 0 320 200" aria-hidden="true" focusable="false">
    <rect class="sky" width="320" height="200"/>
    <circle class="sun" cx="236" cy="72" r="30"/>
    <rect class="sea" y="132" width="320" height="68"/>
    <path class="glitter" d="M208 144h56m-46 10h36"/>
    <g class="boat">
      <path class="mainsail" d="M150 34q-40 44-46 96h46Z"/>
      <path class="jib" d="M156 44q36 34 42 86h-42Z"/>
      <path class="telltale thin" d="M164 84c12-8 18 6 30 0s18-4 30-10"/>
      <path class="hull" d="M92 136h120q-10 26-30 28h-60q-22-4-30-28Z"/>
    </g>
    <path class="wave near" d="M0 166q20-12 40 0t40 0 40 0 40 0 40 0 40 0 40 0 40 0v40H0Z"/>
  </svg>`;

/** The shop's mark: a sail with a ribbon. */
export const mark = html`
  <svg class="mark" viewBox="0 0 40 40" aria-hidden="true" focusable="false">
    <path class="mark-sail" d="M17 4q-11 12-13 29h13Z"/>
    <path class="mark-sail" d="M20 8q9 10 11 25H20Z"/>
    <path class="mark-ribbon" d="M16 20c7-5 10 4 16 0"/>
  </svg>`;
