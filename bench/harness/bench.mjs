import { runSubject } from './subject-process.mjs';

/** What a scenario needs: `measure` runs one subject in a process of its own and checks what arrived at the sink. */
export function makeBench({ sink, isQuick, profileFolder, progress }) {
  async function measure(task, onNote) {
    await sink.ask('reset');
    const options = { profileFolder, onNote };
    const result = await runSubject({ ...task, urls: sink.urls }, options);
    if (result.sent === undefined) return result;
    const arrived = await sink.ask('verify', { beforeMs: result.closedMs });
    return {
      ...result,
      arrived,
      lost: result.sent - arrived.unique,
      repeated: arrived.messages - arrived.unique,
    };
  }
  return { sink, isQuick, progress, measure };
}

/** Whether a subject's events all arrived, once each, in all rounds. */
export function arrivalText(rounds, subject) {
  const checked = rounds.map((round) => round[subject]).filter((run) => run?.sent !== undefined);
  if (checked.length === 0) return '–';
  const sum = (field) => checked.reduce((total, run) => total + run[field], 0);
  if (sum('lost') === 0 && sum('repeated') === 0) return 'yes';
  return `${sum('lost')} lost, ${sum('repeated')} repeated`;
}
