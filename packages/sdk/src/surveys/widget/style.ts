/** How a survey looks: light, dark, the page's own in forced colours; targets of 44 px; motion only where wanted. */
export const style = `
:host{all:initial;position:fixed;z-index:2147483000;inset-block-end:16px;inset-inline-end:16px;max-inline-size:calc(100vw - 32px);color-scheme:light dark;--b:light-dark(var(--b-l,#fff),var(--b-d,#1d2128));--t:light-dark(var(--t-l,#1b1f26),var(--t-d,#f2f4f7));--a:light-dark(var(--a-l,#0b57d0),var(--a-d,#8ab4f8));--o:light-dark(var(--o-l,#fff),var(--o-d,#000));--l:color-mix(in srgb,var(--t) 70%,var(--b))}
:host([data-start]){inset-inline:16px auto}
:host([data-place=bar]){inset-inline:0;inset-block-end:0;max-inline-size:none}
:host([data-place=over]){inset-block-end:60px}
:host([data-place=over]) section{max-block-size:calc(100vh - 76px)}
:host([data-place=inline]){display:block;position:static;max-inline-size:none}
:host([data-theme=light]){color-scheme:light}
:host([data-theme=dark]){color-scheme:dark}
:host([data-theme=page]){color-scheme:inherit}
:host([data-unplaced]){position:absolute;visibility:hidden;inset:0}
section,.tab{border:1px solid color-mix(in srgb,var(--t) 25%,var(--b));background:var(--b);color:var(--t);box-shadow:0 8px 32px #0003;font:16px/1.5 system-ui,sans-serif}
section{position:relative;box-sizing:border-box;inline-size:440px;max-inline-size:100%;max-block-size:calc(100vh - 32px);overflow:auto;overflow-wrap:anywhere;padding:20px;border-radius:12px;text-align:start}
section:has(.w){inline-size:576px}
:host([data-place=bar]) section{inline-size:auto;border-width:1px 0 0;border-radius:0;padding-inline:max(20px,50% - 300px)}
:host([data-place=inline]) section{inline-size:auto;max-block-size:none;box-shadow:none}
p{margin:0;padding-inline-end:44px;font-weight:600}
button,textarea,input{font:inherit;color:inherit}
button{min-inline-size:44px;min-block-size:44px;padding:0 8px;border:1px solid var(--l);border-radius:8px;background:none;cursor:pointer}
:focus-visible{outline:3px solid var(--a);outline-offset:2px}
.close{position:absolute;inset-block-start:8px;inset-inline-end:8px;border-color:transparent;font-size:24px;line-height:1}
.scale{display:grid;grid-template-columns:repeat(var(--n),1fr);gap:4px;margin-block-start:16px}
.list{display:grid;gap:8px;margin-block-start:16px}
.scale button{padding:0}
.list button{padding:8px 12px;text-align:start}
svg{display:block;inline-size:32px;margin:6px auto;fill:none;stroke:currentColor;stroke-width:1.5;stroke-linecap:round;stroke-linejoin:round}
[aria-checked=true],.go{border-color:var(--a);background:var(--a);color:var(--o)}
.stars button{border-color:transparent;background:none;color:var(--l)}
.stars [aria-checked=true] svg,.stars button:has(~[aria-checked=true]) svg{fill:var(--a);stroke:var(--a)}
.list[role=group] button:before{content:"☐ "}
.list[role=group] [aria-checked=true]:before{content:"☑ "}
.ends{display:flex;justify-content:space-between;gap:16px;margin-block-start:4px;font-size:14px}
.ends>:last-child{text-align:end}
textarea,input{box-sizing:border-box;inline-size:100%;min-block-size:44px;margin-block-start:8px;padding:8px;border:1px solid var(--l);border-radius:8px;background:transparent;resize:vertical}
.foot{display:flex;flex-wrap:wrap;align-items:center;gap:8px 16px;margin-block-start:16px}
.go{padding:0 20px;font-weight:600}
.go[aria-disabled]{opacity:.55}
progress{flex:1;min-inline-size:60px;block-size:6px;accent-color:var(--a)}
.tab{min-block-size:44px;padding:0 20px;border-block-end:0;border-radius:12px 12px 0 0;background:var(--a);color:var(--o);font-weight:600}
:host([data-place=tab]){inset-block-end:0}
[hidden]{display:none}
@media print{:host{display:none}}
@media(max-width:620px){.n{grid-template-columns:repeat(var(--h),1fr)}}
@media(max-width:359px){section{padding:14px}.w{grid-template-columns:repeat(auto-fill,minmax(44px,1fr))}}
@media(prefers-reduced-motion:no-preference){section{animation:rise .2s ease-out}@keyframes rise{from{opacity:0;transform:translateY(8px)}}}
@media(forced-colors:active){[aria-checked=true],.go{forced-color-adjust:none;background:Highlight;color:HighlightText}}
`;
