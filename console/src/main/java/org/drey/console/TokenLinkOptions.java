package org.drey.console;

import java.util.LinkedHashMap;
import java.util.Map;
import org.drey.console.web.TokenLinks;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Options of where tokens lead. */
final class TokenLinkOptions {
  @Option(
      names = "--token-link",
      paramLabel = "DOMAIN=URL",
      description =
          "Where a token of that domain leads: an https page of your own system, with {token}"
              + " where the token goes. Repeatable.")
  private Map<String, String> links = new LinkedHashMap<>();

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  /**
   * The links.
   *
   * @throws ParameterException if one is none
   */
  TokenLinks links() {
    try {
      return TokenLinks.of(links);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), "--token-link: " + e.getMessage());
    }
  }
}
