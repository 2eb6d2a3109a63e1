/** Whether a tag may be published: `node scripts/check-release.mjs v1.2.3`. Ends with 1, and says why, where it may not. */
import { readFileSync } from 'node:fs';

const [tag = ''] = process.argv.slice(2);
const version = tag.replace(/^v/, '');
const faults = [];
if (!/^v\d+\.\d+\.\d+(?:-[\w.]+)?$/.test(tag)) {
  faults.push(`A tag is a version such as v1.2.3; found "${tag}".`);
}
for (const path of ['package.json', 'workspace/package.json']) {
  const { version: own } = JSON.parse(readFileSync(path, 'utf8'));
  if (own !== version) faults.push(`${path} has the version ${own}; the tag is ${tag}.`);
}
// The notes of a version that is still being tried out stay under Unreleased.
const heading = version.includes('-') ? '## [Unreleased]' : `## [${version}] - `;
const headings = readFileSync('CHANGELOG.md', 'utf8').split('\n');
if (!headings.some((line) => line.startsWith(heading))) {
  faults.push(
    `CHANGELOG.md has no "${heading}…": put what is under Unreleased there, with the day.`,
  );
}
for (const fault of faults) process.stderr.write(`${fault}\n`);
process.exitCode = faults.length > 0 ? 1 : 0;
