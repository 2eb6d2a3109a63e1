const KINDS = ['Added', 'Changed', 'Deprecated', 'Removed', 'Fixed', 'Security'];
const VERSION = /^## \[(\d+)\.(\d+)\.(\d+)\] - (\d{4}-\d{2}-\d{2})$/;

/** What of a changelog is not as Keep a Changelog has it. */
export function faultsOf(text: string): readonly string[] {
  const [head = '', ...sections] = text.split(/\n(?=## )/);
  const faults: string[] = [];
  if (!head.startsWith('# Changelog\n')) faults.push('it does not begin with "# Changelog"');
  let above: { readonly name: string; readonly rank: number } | undefined;
  sections.forEach((section, index) => {
    const [heading = ''] = section.split('\n');
    const name = /\[.*?\]/.exec(heading)?.[0] ?? heading;
    if (index === 0 && heading !== '## [Unreleased]') {
      faults.push(`the first section is "${heading}", not "## [Unreleased]"`);
    }
    if (heading !== '## [Unreleased]') {
      const rank = rankOf(heading);
      if (rank === undefined) faults.push(`"${heading}" is no version with its day`);
      else if (above !== undefined && rank >= above.rank) {
        faults.push(`${name} stands under ${above.name}`);
      }
      if (rank !== undefined) above = { name, rank };
    }
    faults.push(...faultsOfKinds(name, section));
  });
  return faults;
}

function faultsOfKinds(name: string, section: string): readonly string[] {
  const parts = section.split(/\n(?=### )/).slice(1);
  const kinds = parts.map((part) => part.slice('### '.length).split('\n')[0] ?? '');
  const faults = kinds
    .filter((kind) => !KINDS.includes(kind))
    .map((kind) => `${name} has "${kind}"`);
  const sorted = KINDS.filter((kind) => kinds.includes(kind));
  if (faults.length === 0 && sorted.join() !== kinds.join()) {
    faults.push(`${name} has its kinds in another order than ${sorted.join(', ')}`);
  }
  parts.forEach((part, index) => {
    if (!/^- \S/m.test(part)) faults.push(`${name} has nothing under "${kinds[index]}"`);
  });
  return faults;
}

/** A number that grows with the version; undefined where it is none, or its day isn't. */
function rankOf(heading: string): number | undefined {
  const [, major, minor, patch, day = ''] = VERSION.exec(heading) ?? [];
  const time = new Date(`${day}T00:00:00Z`);
  if (Number.isNaN(time.getTime()) || time.toISOString().slice(0, 10) !== day) return undefined;
  return Number(major) * 1e8 + Number(minor) * 1e4 + Number(patch);
}
