import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

// A process of its own, so that what serving costs is not taken for what reading costs.
const entries = Number(process.argv[2] ?? '10000');
const people = 60;
const teams = 6;
const pad = (n: number) => String(n).padStart(12, '0');

const rows = Array.from({ length: entries }, (_, n) => ({
  team_id: `5a3f0c1e-7b1d-4c57-9a57-${pad(n % teams)}`,
  team_member_id: `6b4f0c1e-7b1d-4c57-9a57-${pad(n % people)}`,
  created_at: new Date(Date.UTC(2025, 0, 1) + n * 61_000).toISOString(),
  start_date: new Date(Date.UTC(2025, 0, 1 + (n % 300))).toISOString(),
  end_date: new Date(Date.UTC(2027, 0, 1 + (n % 300)) - 1_000).toISOString(),
  months_of_year: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12],
  weeks_of_month: [1, 2, 3, 4, 5],
  week_days: [n % 7, (n + 2) % 7, (n + 4) % 7],
  start_time: `${String(n % 24).padStart(2, '0')}:00:00`,
  end_time: `${String((n + 8) % 24).padStart(2, '0')}:30:00`,
  member_name: `Person ${String(n % people)}`,
}));
const text = JSON.stringify({ data: rows });
let version = 1;

const server = createServer((request, response) => {
  // The same entries in other bytes, so that they are read and compared anew.
  if (request.method === 'POST') {
    version += 1;
    response.writeHead(204).end();
    return;
  }
  const etag = `"bench-${String(version)}"`;
  const tagged = !(request.url ?? '').startsWith('/untagged');
  if (tagged && request.headers['if-none-match'] === etag) {
    response.writeHead(304, { etag }).end();
    return;
  }
  const body = Buffer.from(text + ' '.repeat(version));
  const headers = { 'content-type': 'application/json', 'content-length': body.length };
  response.writeHead(200, tagged ? { ...headers, etag } : headers).end(body);
});
server.listen(0, '127.0.0.1', () => {
  process.send?.({ port: (server.address() as AddressInfo).port, bytes: text.length });
});
// Whoever started it may be gone without a word.
process.once('disconnect', () => {
  process.exit();
});
