// The keyboard of a sheet: a digit chooses a step, arrows go from criterion to criterion, Enter saves and goes on.
export function listen(form) {
  const parts = [...form.querySelectorAll('.criterion')];
  const isText = (field) => field.matches('textarea, select, input:not([type=radio])');

  const go = (number) => {
    const part = parts[Math.min(Math.max(number, 0), parts.length - 1)];
    const field = part.querySelector('input[type=radio]:checked') ?? part.querySelector('input, textarea');
    field?.focus();
    part.scrollIntoView({ block: 'nearest' });
  };

  form.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const part = event.target.closest('.criterion');
    if (!part) return;
    if (event.key === 'Enter' && !event.target.matches('textarea, select, button')) {
      event.preventDefault();
      form.requestSubmit(form.querySelector('button[value=lanjut]'));
    } else if (!isText(event.target) && /^[0-9]$/.test(event.key)) {
      const step = part.querySelector(`input[data-key="${event.key}"]`);
      if (!step) return;
      event.preventDefault();
      step.focus();
      if (!step.checked) step.click();
    } else if (!isText(event.target) && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
      event.preventDefault();
      go(parts.indexOf(part) + (event.key === 'ArrowDown' ? 1 : -1));
    }
  });
}
