import type { RuleType, SourceSettings } from '../document.js';
import type { Plan } from '../plan.js';
import type { Effect } from './difference.js';

/**
 * What a plan does to calls that are no longer planned. They are broken, unless the plan has sources, and all of them let such
 * calls pass.
 */
export class UnplannedEffects {
  readonly #settings: readonly (SourceSettings | undefined)[];

  constructor({ document }: Plan) {
    this.#settings = (document.connections ?? []).map(({ settings }) => settings);
  }

  ofEvents(type: RuleType): Effect {
    return this.#effect((settings) => type !== 'TRACK' || settings.track?.allowUnplannedEvents);
  }

  ofKeys(type: RuleType): Effect {
    return this.#effect(({ track, identify, group }) => {
      if (type === 'TRACK') return track?.allowUnplannedEventProperties;
      if (type === 'IDENTIFY') return identify?.allowUnplannedTraits;
      return type === 'GROUP' ? group?.allowUnplannedTraits : true;
    });
  }

  #effect(allows: (settings: SourceSettings) => boolean | undefined): Effect {
    const isAllowed = this.#settings.every((settings = {}) => allows(settings) !== false);
    return this.#settings.length > 0 && isAllowed ? 'safe' : 'breaking';
  }
}
