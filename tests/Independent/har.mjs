// Validates an HTTP Archive with the schemas of har-schema. Usage: node har.mjs HAR_VALIDATOR FILE. Prints "valid", or the errors.
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

const [entry, file] = process.argv.slice(2);
const { har } = (await import(pathToFileURL(entry))).default;
try {
  await har(JSON.parse(readFileSync(file, 'utf8')));
  console.log('valid');
} catch (error) {
  console.log(JSON.stringify(error.errors ?? String(error)));
}
