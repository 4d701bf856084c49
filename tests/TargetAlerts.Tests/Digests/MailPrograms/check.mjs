// Prints what the mails on the command line use and a mail program does not support: "gmail.ios: overflow-wrap".
import { readFileSync } from 'node:fs';
import { caniemail } from 'caniemail';

const missing = new Set();
for (const file of process.argv.slice(2)) {
  const { issues } = caniemail({ clients: ['gmail.*', 'outlook.windows', 'apple-mail.*'], html: readFileSync(file, 'utf8') });
  for (const [client, found] of issues.errors) for (const issue of found) missing.add(`${client}: ${issue.title}`);
}
console.log([...missing].sort().join('\n'));
