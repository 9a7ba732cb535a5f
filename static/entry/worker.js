// Lets the grid open without a network: keeps its files and a frame without figures, and nothing that anyone entered.
// Served at /sw.js, so that it may answer for pages of the whole site; it does so for the grid alone.
const KEPT = 'isian-1';
const FRAME = '/isian-tanpa-jaringan/';
const GRID = /^\/wilayah\/[^/]+\/isi\/$/;
const FILES = /(?:href|src)="(\/static\/[^"#]+)"/g;

self.addEventListener('install', (event) => event.waitUntil(keepFrame().then(() => self.skipWaiting())));
self.addEventListener('activate', (event) => event.waitUntil(
  caches.keys()
    .then((names) => Promise.all(names.filter((name) => name !== KEPT).map((name) => caches.delete(name))))
    .then(() => self.clients.claim()),
));

// Keeps the frame as someone gets it who is not signed in, and every file that it names.
async function keepFrame() {
  const answer = await fetch(FRAME, { credentials: 'omit', cache: 'no-store' });
  if (!answer.ok) return;
  const cache = await caches.open(KEPT);
  const text = await answer.clone().text();
  await cache.put(FRAME, answer);
  const files = [...new Set([...text.matchAll(FILES)].map(([, file]) => file))];
  await Promise.all(files.map((file) => cache.add(file).catch(() => {})));
}

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const address = new URL(request.url);
  if (request.method !== 'GET' || address.origin !== self.location.origin) return;
  if (request.mode === 'navigate') {
    if (GRID.test(address.pathname)) event.respondWith(fetch(request).catch(() => caches.match(FRAME)));
  } else if (address.pathname.startsWith('/static/')) {
    event.respondWith(freshOrKept(request));
  }
});

// The network first, so that a new version of the portal is never mixed with an old one.
async function freshOrKept(request) {
  try {
    return await fetch(request);
  } catch (fault) {
    const kept = await caches.match(request, { ignoreSearch: true });
    if (kept) return kept;
    throw fault;
  }
}
