import type { Connection, PlanDocument, Transformation } from '../document.js';
import { quoted, type Tip } from './tip.js';

/** As the service advises; beyond, a plan seldom fits all of them. */
const MANY_SOURCES = 3;

/** What could be better about sources, and about the transformations of their messages. */
export function sourceTips(document: PlanDocument): readonly Tip[] {
  return [...connectionTips(document.connections ?? []), ...transformationTips(document)];
}

function connectionTips(connections: readonly Connection[]): readonly Tip[] {
  const seen = new Set<string>();
  const tips = connections.flatMap(({ sourceId, settings }, index): Tip[] => {
    const path = ['connections', index];
    const isRepeated = seen.has(sourceId);
    seen.add(sourceId);
    if (isRepeated) {
      const message = `${quoted(sourceId)} is there already: the settings that come first count.`;
      return [{ code: 'source-repeated', path, message }];
    }
    return (['forwardingViolationsTo', 'forwardingBlockedEventsTo'] as const).flatMap((name) => {
      if (settings?.[name] !== sourceId) return [];
      const message = `${quoted(sourceId)} forwards to itself: use a source of its own for that.`;
      return { code: 'source-forwards-to-itself', path: [...path, 'settings', name], message };
    });
  });
  if (seen.size <= MANY_SOURCES) return tips;
  const message = `${seen.size} sources are held to the plan; one to ${MANY_SOURCES} are advised, since what one needs is unplanned in another.`;
  return [...tips, { code: 'many-sources', path: ['connections'], message }];
}

function transformationTips(document: PlanDocument): readonly Tip[] {
  const { connections, transformations = [], rules } = document;
  const sources = connections && new Set(connections.map(({ sourceId }) => sourceId));
  const events = new Set(rules.flatMap(({ type, key }) => (type === 'TRACK' ? [key] : [])));
  const seen = new Set<string>();
  return transformations.flatMap((transformation, index): Tip[] => {
    const path = ['transformations', index];
    const { sourceId, newEventName = '', enabled } = transformation;
    const id = identityOf(transformation);
    const isRepeated = enabled && seen.has(id);
    if (enabled) seen.add(id);
    const tips: Tip[] = [];
    if (sources?.has(sourceId) === false) {
      const message = `${quoted(sourceId)} is none of the sources in "connections": is it spelled as there?`;
      tips.push({ code: 'source-unknown', path: [...path, 'sourceId'], message });
    }
    if (isRepeated) {
      const message =
        'There is a transformation for the same messages already; the service has one for a source, an event and a destination.';
      tips.push({ code: 'transformation-repeated', path: [...path, 'if'], message });
    }
    if (newEventName !== '' && !events.has(newEventName)) {
      const message = `It renames events to ${quoted(newEventName)}, which is none of the planned ones.`;
      tips.push({ code: 'transformation-unplanned', path: [...path, 'newEventName'], message });
    }
    return tips;
  });
}

function identityOf(transformation: Transformation): string {
  const { sourceId, destinationMetadataId = '', if: condition } = transformation;
  return JSON.stringify([
    sourceId,
    destinationMetadataId,
    condition.replaceAll(/\s+/g, ' ').trim(),
  ]);
}
