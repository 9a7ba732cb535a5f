// Tells how many minutes are left of an interview; without this the page says when it began and how long it is planned.
const EVERY = 10_000; // milliseconds

function tell() {
  for (const place of document.querySelectorAll('[data-until]')) {
    const left = Math.ceil((new Date(place.dataset.until) - Date.now()) / 60_000);
    place.textContent = left >= 0 ? `berlangsung, sisa ${left} menit` : `berlangsung, lewat ${-left} menit dari rencana`;
  }
}

tell();
setInterval(tell, EVERY);
