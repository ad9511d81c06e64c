/** The shop's mark as a file of its own; files cannot see the page's stylesheet, so colours stand in it. */
export const favicon = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 40">
<path fill="#0e4a63" d="M17 4q-11 12-13 29h13ZM20 8q9 10 11 25H20Z"/>
<path fill="none" stroke="#d9512c" stroke-width="3.4" stroke-linecap="round" d="M16 20c7-5 10 4 16 0"/>
</svg>
`;
