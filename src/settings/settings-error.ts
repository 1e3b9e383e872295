/** A command line that names something unusable. The message is one line, fit for standard error. */
export class SettingsError extends Error {
  override name = 'SettingsError';
}
