import type { Report } from '../report/types.ts';
import type { RunOptions, World } from '../settings/types.ts';
import { faceOf } from './face.ts';

/** The report in the format that was asked for; each renderer is loaded only when it is needed. */
export async function renderReport(report: Report, options: RunOptions, world: World): Promise<string> {
  switch (options.format) {
    case 'json':
      return (await import('../report/json.ts')).renderJson(report);
    case 'markdown':
      return (await import('../report/markdown.ts')).renderMarkdown(report, options);
    case 'text': {
      const face = faceOf(process.stdout, options, world);
      const toFile = options.output !== null;
      return (await import('../report/text.ts')).renderText(
        report,
        toFile ? { ...face, color: false } : face,
      );
    }
  }
}
