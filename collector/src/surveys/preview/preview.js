// Shows the survey that the dashboard around this page sends, by the very widget of the tag. Nothing is recorded.
(() => {
  const { widget } = document.currentScript.dataset;
  const loaded = import(widget);
  let shown = new AbortController();

  const show = async ({ survey, language, theme }) => {
    shown.abort();
    const current = new AbortController();
    shown = current;
    document.documentElement.lang = language;
    document.documentElement.dir = /^(ar|ckb|dv|fa|he|ps|sd|ug|ur|yi)\b/.test(language) ? 'rtl' : 'ltr';
    document.documentElement.dataset.theme = theme;
    const { showSurvey } = await loaded;
    if (current.signal.aborted) return;
    // An element of the site's is not here; the theme is the one that is looked at.
    const { selector: _, ...rest } = survey;
    const placed = { ...rest, ...(rest.place === 'inline' && { place: 'corner' }), theme };
    await showSurvey(placed, () => {}, { signal: current.signal });
  };

  addEventListener('message', ({ origin, source, data }) => {
    if (origin === location.origin && source === parent && data?.survey) void show(data);
  });
  parent.postMessage('survey-preview-ready', location.origin);
})();
