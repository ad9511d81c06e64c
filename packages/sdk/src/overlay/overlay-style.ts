/** How overlays look: over everything, in colours of their own that stand out from any page, light or dark. */
export const overlayStyle = `
:host{all:initial;position:fixed;inset:0;z-index:2147483647;pointer-events:none;color-scheme:light dark;font:14px/1.45 system-ui,sans-serif}
*{box-sizing:border-box}
.canvas{position:absolute;inset:0;overflow:hidden}
.mark{position:absolute;border:2px solid #b3261e;border-radius:4px;background:rgba(179,38,30,calc(.08 + .42*var(--heat)))}
.mark b{position:absolute;z-index:1;inset-block-start:-12px;inset-inline-start:-2px;padding:0 5px;border-radius:3px;background:#b3261e;color:#fff;font:600 12px/18px system-ui,sans-serif;white-space:nowrap}
.mark i{position:absolute;width:12px;height:12px;margin:-6px;border-radius:50%;background:#b3261e;opacity:calc(.25 + .6*var(--share))}
.aim{position:absolute;outline:3px solid #0b57d0;outline-offset:1px;background:rgba(11,87,208,.12)}
section{position:absolute;inset-block-end:16px;inset-inline-end:16px;width:min(340px,calc(100vw - 32px));max-height:min(70vh,560px);display:flex;flex-direction:column;pointer-events:auto;background:#fff;color:#1b1b1f;border:1px solid #c4c6cf;border-radius:12px;box-shadow:0 8px 30px rgba(0,0,0,.3)}
header{display:flex;align-items:center;justify-content:space-between;padding:10px 14px;border-block-end:1px solid #dcdde3}
h2{margin:0;font-size:15px}h3{margin:12px 0 4px;font-size:13px}
.body{overflow:auto;padding:10px 14px}
label{display:flex;flex-direction:column;gap:2px;margin-block-end:8px;font-size:12px}
select,input,textarea,button{font:inherit;font-size:14px;color:inherit;background:transparent;border:1px solid #74777f;border-radius:8px;padding:6px 10px;min-height:32px}
option{background:#fff;color:#1b1b1f}
input[type=color]{padding:2px;width:100%}
.row{display:grid;grid-template-columns:1fr 1fr;gap:0 10px;align-items:end}.row>label{min-width:0}summary{cursor:pointer;margin-block-end:8px}textarea,input{width:100%}
.tools{display:flex;flex-wrap:wrap;gap:6px;margin-block:6px}
button{cursor:pointer}button:disabled{opacity:.5;cursor:default}
header button{border:0;font-size:20px;line-height:1;padding:4px 10px}
.main{background:#0b57d0;color:#fff;border-color:#0b57d0}
ol{list-style:none;margin:0;padding:0}
li button{display:flex;align-items:center;justify-content:space-between;gap:10px;width:100%;text-align:start;border:0;border-radius:6px;padding:5px 6px}
li button:hover{background:rgba(11,87,208,.1)}
code{font:12px/1.4 ui-monospace,monospace;overflow:hidden;text-overflow:ellipsis;white-space:nowrap;min-width:0}
.missing{opacity:.65}
p{margin:0;padding:0 14px 10px;font-size:13px}p:empty{display:none}.body p{padding:0 0 6px}
:focus-visible{outline:3px solid #0b57d0;outline-offset:2px}
@media(prefers-color-scheme:dark){section{background:#1e1f24;color:#e6e6ea;border-color:#44474e}header{border-color:#44474e}option{background:#1e1f24;color:#e6e6ea}.main{background:#a8c7fa;color:#062e6f;border-color:#a8c7fa}:focus-visible{outline-color:#a8c7fa}li button:hover{background:rgba(168,199,250,.16)}}
`;
