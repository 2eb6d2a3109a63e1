import { callApi } from '../live/api.js';
import { session } from '../live/session.js';
import { useEffect, useLayoutEffect, useRef, useState } from '../vendor/preact.js';

/** How often a view that is looked at asks again, at most. */
const POLL_MS = 1_500;

/**
 * A part of what the page knows; draws again when that part changes.
 *
 * @template Part
 * @param {(state: import('../live/session.js').State) => Part} select
 * @returns {Part}
 */
export function useSession(select) {
  const [, redraw] = useState(0);
  const selector = useRef(select);
  selector.current = select;
  const part = select(session.state);
  const seen = useRef(part);
  seen.current = part;
  useLayoutEffect(() => {
    const check = () => {
      if (!Object.is(selector.current(session.state), seen.current)) redraw((count) => count + 1);
    };
    check();
    return session.subscribe(check);
  }, []);
  return part;
}

/**
 * The time, which goes on while somebody looks.
 *
 * @param {number} everyMs
 */
export function useNow(everyMs) {
  const [now, setNow] = useState(Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  return now;
}

/** @param {string} query */
export function useMedia(query) {
  const [isMatch, setMatch] = useState(() => matchMedia(query).matches);
  useEffect(() => {
    const media = matchMedia(query);
    const follow = () => setMatch(media.matches);
    follow();
    media.addEventListener('change', follow);
    return () => media.removeEventListener('change', follow);
  }, [query]);
  return isMatch;
}

/**
 * An answer of the workspace that is asked for again when messages came in.
 *
 * @param {string} path
 * @param {Record<string, string | number>} [query]
 * @returns {{ answer: any, error: string }} the answer is undefined until there is one
 */
export function usePolled(path, query = {}) {
  const [state, setState] = useState({ answer: undefined, error: '', path: '' });
  const key = `${path}?${new URLSearchParams(/** @type {any} */ (query))}`;
  useEffect(() => {
    const controller = new AbortController();
    let askedFor = -1;
    const ask = async () => {
      const { revision, waiting } = session.state;
      if (document.hidden || askedFor === revision + waiting) return;
      askedFor = revision + waiting;
      try {
        const answer = await callApi(path, { query, signal: controller.signal });
        setState({ answer, error: '', path });
      } catch (error) {
        if (controller.signal.aborted) return;
        askedFor = -1;
        const text = error instanceof Error ? error.message : `${error}`;
        setState((before) => ({ ...before, error: text }));
      }
    };
    void ask();
    const timer = setInterval(() => void ask(), POLL_MS);
    return () => {
      controller.abort();
      clearInterval(timer);
    };
  }, [key]);
  // What was answered for another path is no answer.
  return state.path === path ? state : { answer: undefined, error: state.error };
}
