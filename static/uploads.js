// The imports with comfort: drag and drop, a bar of the sending, progress without reloading. All of it works without this.
(() => {
  const form = document.querySelector('[data-send]');
  if (form) {
    const input = form.querySelector('input[type=file]');
    const drop = form.querySelector('[data-drop]');
    const chosen = form.querySelector('[data-chosen]');
    const sending = form.querySelector('[data-sending]');
    const bar = sending.querySelector('progress');
    const sent = form.querySelector('[data-sent]');
    const refused = form.querySelector('[data-refused]');
    const button = form.querySelector('button[type=submit]');
    form.querySelectorAll('[data-with-script]').forEach((part) => { part.hidden = false; });
    const name = () => {
      chosen.hidden = !input.files.length;
      chosen.textContent = [...input.files].map((file) => file.name).join(', ');
    };
    input.addEventListener('change', name);
    for (const kind of ['dragenter', 'dragover']) {
      drop.addEventListener(kind, (event) => { event.preventDefault(); drop.classList.add('is-over'); });
    }
    for (const kind of ['dragleave', 'drop']) {
      drop.addEventListener(kind, (event) => { event.preventDefault(); drop.classList.remove('is-over'); });
    }
    drop.addEventListener('drop', (event) => {
      if (event.dataTransfer.files.length) { input.files = event.dataTransfer.files; name(); }
    });
    const tell = (lines) => {
      refused.replaceChildren(...lines.map((line) => {
        const told = document.createElement('p');
        told.textContent = line;
        return told;
      }));
      refused.hidden = false;
      sending.hidden = true;
      button.disabled = false;
      if (document.activeElement === document.body) button.focus({ preventScroll: true }); // it was lost with the button
      refused.scrollIntoView({ block: 'nearest' });
    };
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      const request = new XMLHttpRequest();
      request.open('POST', form.action || location.href);
      request.setRequestHeader('Accept', 'application/json');
      request.upload.addEventListener('progress', (told) => {
        if (!told.lengthComputable) return;
        const part = Math.floor((100 * told.loaded) / told.total);
        bar.value = part;
        sent.textContent = part < 100 ? `${part} % terkirim` : 'Terkirim. Berkasnya sedang diperiksa.';
      });
      request.addEventListener('load', () => {
        let answer = null;
        try { answer = JSON.parse(request.responseText); } catch { /* a page of refusal, not ours to read */ }
        if (request.status === 201 && answer) location.assign(answer.address);
        else if (answer && answer.refused) tell(answer.refused);
        else if (request.status === 413) tell([form.dataset.tooLarge]);
        else tell(['Berkasnya tidak diterima. Muat ulang halaman ini, masuk lagi bila diminta, lalu unggah lagi.']);
      });
      request.addEventListener('error', () => tell(['Sambungan terputus, jadi berkasnya belum terkirim. Unggah lagi setelah jaringan kembali.']));
      refused.hidden = true;
      sending.hidden = false;
      bar.value = 0;
      button.disabled = true;
      request.send(new FormData(form));
    });
  }

  const waiting = document.querySelector('[data-progress]');
  if (waiting) {
    const bar = waiting.querySelector('progress');
    const words = waiting.querySelector('[data-words]');
    const ask = async () => {
      try {
        const answer = await fetch(waiting.dataset.progress, { headers: { Accept: 'application/json' } });
        if (!answer.ok) { location.reload(); return; }
        const told = await answer.json();
        if (!told.under_way) { location.reload(); return; }
        if (words.textContent !== told.words) words.textContent = told.words;
        if (told.rows && told.expected) { bar.max = told.expected; bar.value = told.rows; }
      } catch { /* the line is down for a moment: the next question follows */ }
      setTimeout(ask, 1000);
    };
    setTimeout(ask, 1000);
  }
})();
