package org.drey.cli.collect;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.drey.cli.blocklist.JsonOutput;
import org.drey.collect.feed.ClearValue;
import org.drey.collect.feed.TokenKeys;
import org.drey.collect.feed.TokenMaker;
import org.drey.event.EntityKind;
import org.drey.terminal.LineLoop;
import org.drey.terminal.UserError;
import org.drey.terminal.WrongUse;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./drey token}: the token of a value, for those who must find it again. */
@Command(
    name = "token",
    mixinStandardHelpOptions = true,
    description = "Prints the token of a value under each key: of a subscriber, an account.",
    footer = {
      "",
      "A line for each key: its version, and the token. With - the values are read from",
      "standard input, where no list of processes shows them. Addresses are made whole",
      "(of IPv6 the first 64 bits count), IBANs lose their blanks.",
      "",
      "Exit status: 0 printed, 1 failed, 2 used wrongly.",
      "",
      "Examples:",
      "  ./drey token subject 192.0.2.7 --key-file tokens.key",
      "  ./drey token payee - --key-file tokens.key --json < accounts.txt"
    })
public final class TokenCommand implements Callable<Integer> {
  private static final List<EntityKind> KINDS =
      Arrays.stream(EntityKind.values())
          .filter(kind -> kind != EntityKind.UNKNOWN && kind != EntityKind.DOMAIN)
          .toList();

  @Parameters(
      index = "0",
      paramLabel = "KIND",
      description = "subject, payee, host, merchant, device.")
  private String kind = "";

  @Parameters(index = "1", paramLabel = "VALUE", description = "In the clear, or - for lines.")
  private String value = "";

  @Option(names = "--key-file", required = true, paramLabel = "FILE", description = "The keys.")
  private Path keyFile = Path.of("");

  @Option(names = "--json", description = "An object for each value: versions and tokens.")
  private boolean json;

  @Spec private CommandSpec spec;

  /** The token of a value. */
  public TokenCommand() {}

  @Override
  public Integer call() throws Exception {
    EntityKind of = kind();
    TokenMaker tokens = new TokenMaker(TokenKeys.read(keyFile));
    if (value.equals("-")) {
      LineLoop.hold(spec.commandLine().getOut(), line -> text(tokens, clear(of, line)));
    } else {
      spec.commandLine().getOut().println(text(tokens, clear(of, value)));
    }
    return 0;
  }

  private EntityKind kind() {
    return KINDS.stream()
        .filter(one -> one.name().equals(kind.toUpperCase(Locale.ROOT)))
        .findFirst()
        .orElseThrow(
            () -> WrongUse.of(spec, "KIND is one of " + KINDS.toString().toLowerCase(Locale.ROOT)));
  }

  private static ClearValue clear(EntityKind of, String text) {
    if (text.isBlank()) {
      throw new UserError(
          "A value is empty: nothing has a token. Tokens before it are as printed.");
    }
    return ClearValue.of(of, text);
  }

  private String text(TokenMaker tokens, ClearValue of) {
    TreeMap<Integer, String> byVersion = new TreeMap<>();
    tokens.versions().forEach(version -> byVersion.put(version, tokens.token(version, of)));
    if (json) {
      return JsonOutput.of(byVersion);
    }
    StringBuilder lines = new StringBuilder();
    byVersion.forEach(
        (version, token) -> lines.append(version).append(' ').append(token).append('\n'));
    return lines.toString().stripTrailing();
  }
}
