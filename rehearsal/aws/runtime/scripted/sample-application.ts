// The application goes into an image as it is, so it is plain JavaScript, and its types are told here.
// @ts-expect-error no declarations
import { createAnswers as untypedAnswers } from '../../../app/answers.mjs';
// @ts-expect-error no declarations
import { readSettings as untypedSettings } from '../../../app/settings.mjs';

/** The switches of the sample application; times that never come are infinite. */
export interface ApplicationSettings {
  readonly version: string;
  readonly port: number;
  readonly startDelaySeconds: number;
  readonly crashAfterSeconds: number;
  readonly responseMilliseconds: number;
  readonly ignoreSigterm: boolean;
}

interface ApplicationRequest {
  readonly method: string;
  readonly path: string;
  readonly body: Uint8Array;
}

interface ApplicationAnswer {
  readonly status: number;
  readonly type: string;
  readonly body: string | Uint8Array;
}

/** @throws Error that names the variable, its value and what is allowed */
export const readSettings: (environment: Readonly<Record<string, string>>) => ApplicationSettings =
  untypedSettings;

/** What the application answers, so many seconds after its start. */
export const createAnswers: (
  settings: ApplicationSettings,
) => (request: ApplicationRequest, secondsUp: number) => ApplicationAnswer = untypedAnswers;
