import type { Masks } from './masks.ts';

export interface Annotation {
  readonly level: AnnotationLevel;
  readonly message: string;
  readonly title?: string;
  readonly file?: string;
  readonly line?: number;
}

export type AnnotationLevel = 'error' | 'warning' | 'notice';

/** What people get to see of one step, secrets hidden. */
export interface StepLog {
  /** Shows text, of one or more lines. */
  write(text: string): void;
  /** Shows an annotation, in the log and beside the run. */
  annotate(annotation: Annotation): void;
  readonly lines: readonly string[];
  readonly annotations: readonly Annotation[];
}

/** GitHub shows this many annotations of each level for a step; the others stand in its log alone. */
const ANNOTATIONS_PER_LEVEL = 10;
/** Longer messages are cut in the annotation; the log has them whole. */
const ANNOTATION_LENGTH = 4096;

/** @param onLine called with each line that is shown, at once */
export function createStepLog(masks: Masks, onLine: (line: string) => void): StepLog {
  const lines: string[] = [];
  const annotations: Annotation[] = [];

  function write(text: string): void {
    // Masked before it is split, so that secrets of several lines are found.
    for (const line of masks.apply(text).split('\n')) {
      lines.push(line);
      onLine(line);
    }
  }

  function annotate(annotation: Annotation): void {
    write(`##[${annotation.level}]${annotation.message}`);
    if (annotations.filter(({ level }) => level === annotation.level).length >= ANNOTATIONS_PER_LEVEL) return;
    const message = masks.apply(annotation.message).slice(0, ANNOTATION_LENGTH);
    annotations.push({ ...annotation, message });
  }

  return { write, annotate, lines, annotations };
}
