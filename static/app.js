// Small comforts; every page does its work without this file.
(() => {
  const root = document.documentElement;
  const themeButton = document.querySelector('[data-theme-toggle]');
  if (themeButton) {
    const isDark = () => root.getAttribute('data-bs-theme') === 'dark';
    const tell = () => themeButton.setAttribute('aria-pressed', String(isDark()));
    themeButton.hidden = false; // without scripts the button would do nothing, so it is not there
    tell();
    themeButton.addEventListener('click', () => {
      const next = isDark() ? 'light' : 'dark';
      root.setAttribute('data-bs-theme', next);
      try { localStorage.setItem('tema', next); } catch { /* storage is blocked: the choice holds for this page */ }
      tell();
    });
  }
  document.querySelectorAll('[data-print]').forEach((button) => {
    button.hidden = false;
    button.addEventListener('click', () => print());
  });
  // A file field with data-most="<bytes>" refuses at once what would be refused after a long upload; what was typed stays.
  document.querySelectorAll('input[type=file][data-most]').forEach((field) => {
    const told = document.createElement('p');
    told.className = 'text-danger mt-1 mb-0';
    told.setAttribute('role', 'alert');
    field.after(told);
    const isTooLarge = () => [...field.files].some((file) => file.size > Number(field.dataset.most));
    const tell = () => { told.textContent = isTooLarge() ? field.dataset.tooLarge : ''; };
    field.addEventListener('change', tell);
    field.form.addEventListener('submit', (event) => {
      if (!isTooLarge()) return;
      event.preventDefault();
      tell();
      field.focus();
    });
  });
  // A button with data-copy="<id>" copies the text of that field; without scripts the field itself is there to copy from.
  document.querySelectorAll('[data-copy]').forEach((button) => {
    const field = document.getElementById(button.dataset.copy);
    button.hidden = false;
    button.addEventListener('click', async () => {
      field.focus();
      field.select();
      try { await navigator.clipboard.writeText(field.value); } catch { document.execCommand('copy'); }
      button.querySelector('[data-copied]')?.removeAttribute('hidden');
    });
  });
})();
