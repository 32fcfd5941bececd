// Compares the outcomes in JSON reports of verify and audit with those that a file expects.
// Usage: node .ci/outcomes.mjs EXPECTED REPORT.json...
//        node .ci/outcomes.mjs --write EXPECTED REPORT.json...   (keeps the explanations of outcomes that stay)
//
// A line of EXPECTED is "verb outcome case", and for an outcome that is a deviation " # " and one sentence that explains it.
import { readFileSync, writeFileSync } from 'node:fs';

const deviations = ['failed', 'refuted'];
const args = process.argv.slice(2);
const write = args[0] === '--write';
const [file, ...reports] = write ? args.slice(1) : args;

const seen = new Map();
for (const report of reports.map(path => JSON.parse(readFileSync(path, 'utf8'))))
  for (const section of report.sections)
    for (const { id, outcome } of section.cases)
      seen.set(`${report.command} ${id}`, outcome);

const expected = new Map();
for (const line of read(file).split('\n').filter(line => line.trim() !== '')) {
  const [, verb, outcome, id, explanation] = /^(\S+) +(\S+) +(\S+)(?: +# (.+))?$/.exec(line) ?? fail(`${file}: not a line of outcomes: ${line}`);
  expected.set(`${verb} ${id}`, { outcome, explanation });
}

if (write) {
  writeFileSync(file, [...seen].sort().map(([key, outcome]) => {
    const [verb, id] = key.split(' ');
    const known = expected.get(key);
    const explanation = known?.outcome === outcome && known.explanation ? ` # ${known.explanation}` : '';
    return `${verb.padEnd(6)} ${outcome.padEnd(12)} ${id}${explanation}\n`;
  }).join(''));
  process.exit(0);
}

const problems = [];
for (const [key, outcome] of seen)
  if (expected.get(key)?.outcome !== outcome)
    problems.push(`${key}: ${outcome}, expected ${expected.get(key)?.outcome ?? 'no such case'}`);
for (const key of expected.keys())
  if (!seen.has(key)) problems.push(`${key}: not in the reports`);
for (const [key, { outcome, explanation }] of expected)
  if (deviations.includes(outcome) && !explanation) problems.push(`${key}: ${outcome}, without an explanation in ${file}`);
for (const problem of problems) console.log(`    ${problem}`);
process.exit(problems.length > 0 ? 1 : 0);

function read(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch (e) {
    if (e.code === 'ENOENT') return '';
    throw e;
  }
}

function fail(message) {
  console.error(message);
  process.exit(2);
}
