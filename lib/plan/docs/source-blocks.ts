import type { Connection, SourceSettings } from '../document.js';
import { type Block, code, type Line, text } from './blocks.js';

/** The sources that are held to a plan, and what each does with what is not planned. */
export function sourceBlocks(connections: readonly Connection[]): readonly Block[] {
  if (connections.length === 0) return [];
  const sorted = connections.toSorted((one, other) => (one.sourceId < other.sourceId ? -1 : 1));
  return sorted.flatMap(({ sourceId, settings = {} }): readonly Block[] => [
    { kind: 'heading', level: 3, line: [code(sourceId)] },
    {
      kind: 'table',
      columns: [
        'Call',
        'Not planned',
        'Properties or traits not planned',
        'Breaks its rule',
        'Breaks the COMMON rule',
      ],
      rows: rowsOf(settings),
    },
    ...forwardingOf(settings),
  ]);
}

function rowsOf({ track, identify, group }: SourceSettings): readonly (readonly Line[])[] {
  const rows = [
    [
      'track',
      track?.allowUnplannedEvents === false ? 'blocked' : PASSES,
      omits(track?.allowUnplannedEventProperties),
      track?.allowEventOnViolations === false
        ? 'blocked'
        : omits(track?.allowPropertiesOnViolations),
      commonText(track?.commonEventOnViolations),
    ],
    ...(
      [
        ['identify', identify],
        ['group', group],
      ] as const
    ).map(([call, settings]) => [
      call,
      '–',
      omits(settings?.allowUnplannedTraits),
      omits(settings?.allowTraitsOnViolations),
      commonText(settings?.commonEventOnViolations),
    ]),
  ];
  return rows.map((cells) =>
    cells.map((cell, index) => (index === 0 ? [code(cell)] : [text(cell)])),
  );
}

const PASSES = 'passes';

function omits(isAllowed: boolean | undefined): string {
  return isAllowed === false ? 'left out' : PASSES;
}

function commonText(setting: string | undefined): string {
  if (setting === 'BLOCK') return 'blocked';
  return setting?.startsWith('OMIT') ? 'left out' : PASSES;
}

function forwardingOf(settings: SourceSettings): readonly Block[] {
  const targets = [
    ['Violations', settings.forwardingViolationsTo],
    ['Blocked events', settings.forwardingBlockedEventsTo],
  ] as const;
  const facts = targets.flatMap(([what, target]) =>
    target === undefined ? [] : [{ name: `${what} go to`, values: [[code(target)]] }],
  );
  return facts.length === 0 ? [] : [{ kind: 'facts', facts }];
}
