import type { ProductSlug } from '../../catalog.ts';
import { type Html, html } from '../html.ts';

/**
 * Drawings of the products on a 240 × 240 field. They carry classes only (`main`, `shade`, `ink`, `light`, `line`):
 * the stylesheet gives the colours, so that a chosen colour or the dark theme needs no second drawing.
 */
export const productArt: Record<ProductSlug, Html> = {
  'offshore-jacket': html`
    <path class="shade" d="M84 66 46 92 30 176q-1 8 7 9l18 2q6 0 7-6l14-62Z"/>
    <path class="shade" d="m156 66 38 26 16 84q1 8-7 9l-18 2q-6 0-7-6l-14-62Z"/>
    <path class="main" d="M86 62q34 16 68 0l20 10-8 36v90q0 8-8 8H82q-8 0-8-8v-90l-8-36Z"/>
    <path class="shade" d="M88 64q-4-34 32-38 36 4 32 38-32 18-64 0Z"/>
    <path class="ink" d="M98 60q0-20 22-22 22 2 22 22-22 10-44 0Z"/>
    <path class="light" d="M74 118h92v10H74zM34 158l29 5-2 9-29-4zM206 158l-29 5 2 9 29-4z"/>
    <path class="line" d="M120 68v138"/>
    <path class="line" d="M86 158h22m24 0h22"/>
    <path class="shade" d="M88 160h18v20H88zM134 160h18v20h-18z"/>
    <circle class="light" cx="120" cy="74" r="3.5"/>`,
  'telltale-ribbons': html`
    <path class="light" d="M62 26q88 62 104 186H52q-6-98 10-186Z"/>
    <path class="line" d="M58 80q42 7 67 13M53 130q58 7 94 11M52 178q60 5 107 6"/>
    <circle class="ink" cx="88" cy="72" r="5"/><circle class="ink" cx="96" cy="120" r="5"/><circle class="ink" cx="100" cy="166" r="5"/>
    <path class="ribbon main" d="M88 72c28-16 40 14 66 2s34-4 54-14"/>
    <path class="ribbon shade" d="M96 120c28-16 40 14 66 2s30-4 50-14"/>
    <path class="ribbon main" d="M100 166c28-16 38 14 62 2s30-4 46-14"/>`,
  'dry-bag': html`
    <path class="strap" d="M158 84q46 40 6 104"/>
    <path class="main" d="M74 84h92v104q0 18-46 18t-46-18Z"/>
    <path class="shade" d="M138 84h28v104q0 12-28 16Z"/>
    <path class="shade" d="M78 66q42-8 84 0l4 20q-46 10-92 0Z"/>
    <path class="main" d="M82 52q38-8 76 0l4 15q-42-8-84 0Z"/>
    <path class="ink" d="M104 40h32q5 0 5 5v14h-42V45q0-5 5-5Z"/>
    <path class="light" d="M112 47h16v6h-16zM86 118h40v8H86zM86 132h28v6H86z"/>
    <path class="light" d="m94 180 14-24v24zm18-18 12 18h-12z"/>`,
  'bearing-compass': html`
    <path class="strap" d="M120 62c-8-40-70-30-66 8s-20 58-14 108"/>
    <path class="shade" d="M104 50h32v20h-32z"/>
    <circle class="main" cx="120" cy="132" r="74"/>
    <circle class="ink" cx="120" cy="132" r="60"/>
    <circle class="light" cx="120" cy="132" r="52"/>
    <path class="line" d="M120 84v10m0 76v10m48-48h-10m-76 0H72m82-34-6 6m-56 56-6 6m68 0-6-6m-56-56-6-6"/>
    <path class="needle" d="m120 92 11 40h-22z"/>
    <path class="ink" d="m120 172 11-40h-22z"/>
    <circle class="light" cx="120" cy="132" r="5"/>
    <path class="glint" d="M84 112q10-22 32-26"/>`,
  'deck-shoes': html`
    <path class="shade" d="M40 96q22-14 48 0l6 28-58 22q-4-28 4-50Z"/>
    <path class="main" d="M38 112q24 12 50-10 10 14 34 20l44 10q36 8 38 38H34q-2-34 4-58Z"/>
    <path class="light" d="M30 168h178q2 20-18 20H48q-18 0-18-20Z"/>
    <path class="ink" d="M34 184h168q-4 10-16 10H50q-12 0-16-10Z"/>
    <path class="shade" d="M150 170q6-30 28-34 24 10 26 34Z"/>
    <path class="line" d="M40 124q26 8 50-12M158 132q-14 8-16 36"/>
    <path class="lace" d="m96 112-12 20m28-12-12 22m30-16-12 20m-26-18 38 20"/>`,
  'automatic-lifejacket': html`
    <path class="main" d="M120 34c40 0 54 24 54 60v60q0 32-24 46-12 6-14-8V98q0-22-16-22t-16 22v94q-2 14-14 8-24-14-24-46V94c0-36 14-60 54-60Z"/>
    <path class="shade" d="M150 52q24 12 24 42v60q0 32-24 46-8 4-12-2 22-8 22-44V94q0-28-10-42Z"/>
    <path class="light" d="M76 100h24v12H76zm64 0h24v12h-24z"/>
    <path class="ink" d="M58 150h124v14H58z"/>
    <path class="light" d="M108 146h24v22h-24z"/>
    <path class="line" d="M114 157h12"/>
    <path class="line" d="M86 176v14q0 8-6 12"/><circle class="ink" cx="79" cy="205" r="5"/>`,
  'wind-meter': html`
    <path class="strap" d="M96 204q-46 16-44-28t-8-52"/>
    <circle class="shade" cx="120" cy="76" r="48"/>
    <circle class="ink" cx="120" cy="76" r="38"/>
    <path class="light" d="M120 76q-6-26 10-34 10 18-10 34Zm0 0q26-6 34 10-18 10-34-10Zm0 0q6 26-10 34-10-18 10-34Zm0 0q-26 6-34-10 18-10 34 10Z"/>
    <circle class="main" cx="120" cy="76" r="8"/>
    <path class="main" d="M92 114q28 16 56 0 8 4 8 12v74q0 12-12 12H96q-12 0-12-12v-74q0-8 8-12Z"/>
    <path class="ink" d="M96 136h48v34H96z"/>
    <path class="needle-line" d="M102 162q8-18 14-8t12-6 10-6"/>
    <circle class="light" cx="106" cy="190" r="7"/><circle class="light" cx="134" cy="190" r="7"/>`,
  'sailing-gloves': html`
    <path class="shade" d="M128 74q0-8 8-8t8 8v30h4V58q0-8 8-8t8 8v46h4V62q0-8 8-8t8 8v46h4V80q0-7 7-7t7 7v62q0 20-12 30v30h-52v-34q-14-14-26-36-4-9 3-12 7-2 13 6Z"/>
    <path class="main" d="M28 86q0-8 8-8t8 8v30h4V66q0-8 8-8t8 8v50h4V58q0-8 8-8t8 8v58h4V76q0-8 8-8t8 8v44l10-16q6-8 13-4 6 4 2 12-12 28-26 44v42H46v-34q-18-14-18-34Z"/>
    <path class="light" d="M44 176h60v12H44z"/>
    <path class="ink" d="M28 86h16v8H28zm20-12h16v8H48zm20-6h16v8H68zm20 10h16v8H88z"/>
    <path class="line" d="M52 136q22 8 46 0m-42 14q18 6 36 0"/>`,
};
