/** A plugin in the shape that Segment's client and Waybill share: it writes one field, at once or a turn later. */
export function makePlugin(kind) {
  const enrich = (context) => {
    context.updateEvent('context.region', 'eu');
    return context;
  };
  return {
    name: `bench-${kind}`,
    type: 'enrichment',
    isLoaded: () => true,
    load: async () => undefined,
    track: kind === 'synchronous' ? enrich : async (context) => enrich(await context),
  };
}
