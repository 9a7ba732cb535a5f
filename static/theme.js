// Sets light or dark before the first paint: what the reader chose by the button, else what the system asks for.
(() => {
  let chosen = null;
  try { chosen = localStorage.getItem('tema'); } catch { /* storage is blocked: the system decides */ }
  const dark = chosen ? chosen === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
  document.documentElement.setAttribute('data-bs-theme', dark ? 'dark' : 'light');
})();
