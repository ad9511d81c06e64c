/** How a survey looks: its own colours in light and dark, the page's in forced ones; targets of 44 px; motion only where wanted. */
export const surveyStyle = `
:host{all:initial;position:fixed;z-index:2147483000;inset-block-end:16px;inset-inline-end:16px;max-inline-size:calc(100vw - 32px);color-scheme:light dark}
section{position:relative;box-sizing:border-box;inline-size:576px;max-inline-size:100%;max-block-size:calc(100vh - 32px);overflow:auto;padding:20px;border:1px solid light-dark(#c9ced6,#4a5260);border-radius:12px;background:light-dark(#fff,#1d2128);color:light-dark(#1b1f26,#f2f4f7);box-shadow:0 8px 32px #0003;font:16px/1.5 system-ui,sans-serif;text-align:start}
p{margin:0;padding-inline-end:44px;font-weight:600}
button,textarea{font:inherit;color:inherit}
button{min-inline-size:44px;min-block-size:44px;padding:0 8px;border:1px solid light-dark(#767f8c,#8b95a3);border-radius:8px;background:none;cursor:pointer}
:focus-visible{outline:3px solid light-dark(#0b57d0,#8ab4f8);outline-offset:2px}
.close{position:absolute;inset-block-start:8px;inset-inline-end:8px;border-color:transparent;font-size:24px;line-height:1}
.scale{display:grid;grid-template-columns:repeat(auto-fit,minmax(44px,1fr));gap:4px;margin-block-start:16px}
.scale button{padding:0}
[aria-checked=true],.submit{border-color:transparent;background:light-dark(#0b57d0,#8ab4f8);color:light-dark(#fff,#10151c)}
.labels{display:flex;justify-content:space-between;gap:16px;margin-block-start:4px;font-size:14px;color:light-dark(#505a68,#b7c0cc)}
.follow-up{margin-block-start:16px}
label{display:block;margin-block-end:4px}
textarea{box-sizing:border-box;inline-size:100%;padding:8px;border:1px solid light-dark(#767f8c,#8b95a3);border-radius:8px;background:transparent;resize:vertical}
.submit{margin-block-start:16px;padding:0 20px;font-weight:600}
[hidden]{display:none}
@media(prefers-reduced-motion:no-preference){section{animation:rise .2s ease-out}@keyframes rise{from{opacity:0;transform:translateY(8px)}}}
@media(forced-colors:active){[aria-checked=true]{forced-color-adjust:none;background:Highlight;color:HighlightText}}
`;
