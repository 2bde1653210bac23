package org.drey.terminal.alerts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.drey.alerts.handover.GoamlMapping;
import org.drey.alerts.handover.GoamlSchema;
import org.drey.alerts.handover.GoamlTerms;
import org.drey.terminal.UserError;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options of what a country asks of a goAML draft, for commands that hand alerts over. */
public final class GoamlOptions {
  @Option(
      names = "--mapping",
      paramLabel = "FILE",
      description = "goaml: the codes of your country, in YAML.")
  private @Nullable Path mapping;

  @Option(
      names = "--xsd",
      paramLabel = "FILE",
      description = "goaml: the schema of your country; what does not fit it is not written.")
  private @Nullable Path xsd;

  /**
   * Both, read.
   *
   * @param reference the currency of amounts where the mapping names none; null if not known
   */
  public GoamlTerms terms(@Nullable String reference) throws IOException {
    return new GoamlTerms(mapping().in(reference), schema());
  }

  GoamlMapping mapping() throws IOException {
    return mapping == null ? GoamlMapping.NONE : GoamlMapping.read(mapping);
  }

  /** Null if none was named. */
  @Nullable GoamlSchema schema() throws IOException {
    if (xsd == null) {
      return null;
    }
    if (!Files.isRegularFile(xsd)) {
      throw new UserError("--xsd: there is no file " + xsd);
    }
    return GoamlSchema.read(xsd);
  }

  /** As it was named; null if none was. */
  @Nullable Path schemaFile() {
    return xsd;
  }
}
