package org.drey.terminal.alerts;

import static java.util.Objects.requireNonNull;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.drey.alerts.entity.EntityNames;
import org.drey.alerts.erasure.ErasurePreview;
import org.drey.alerts.erasure.ErasureRequests;
import org.drey.alerts.erasure.SimilarTokens;
import org.drey.alerts.explain.AlertJson;
import org.drey.alerts.source.ResultSource;
import org.drey.base.PlainText;
import org.drey.event.Erasure;
import org.drey.event.TopicNames;
import org.drey.event.json.JsonLineReader;
import org.drey.event.json.JsonLineWriter;
import org.drey.event.wire.InvalidRecordException;
import org.drey.rules.schema.EntityKey;
import org.drey.rules.schema.EntityKind;
import org.drey.terminal.TerminalInfo;
import org.drey.terminal.UserError;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./drey alerts erase}: asks the jobs to forget an entity, after saying what that does. */
@Command(
    name = "erase",
    mixinStandardHelpOptions = true,
    description = "Has the jobs forget an entity, after saying what that does and asking.",
    footer = {
      "",
      "With --bootstrap the request goes to the topic erasures. The detection job then",
      "deletes the entity's alerts and cases, forgets what it knows of it, and writes",
      "others' alerts and cases that show its token again without it. Findings that",
      "name it, where they are on a topic, are deleted here. With --from the request",
      "is appended to erasures.jsonl of the folder, and counts when that file is in",
      "the --input of a replay.",
      "",
      "A provider's token is one kind and one key version: where a key was rotated, or",
      "the person is a payee, too, give a request for each. Ask the provider to stop",
      "first: what happens afterwards counts as new.",
      "",
      "The token is not printed. With '-' in its place it is read from a line of",
      "standard input, and is in no list of processes and no history of a shell.",
      "",
      "Most people have no alert, and nothing here shows them. A wrong kind or token",
      "looks the same: it is said if the token is there as another kind, and --yes",
      "alone does not ask for what nothing shows (--unseen). The same request is",
      "written once.",
      "",
      "Exit status: 0 asked for, 1 not, 2 used wrongly.",
      "",
      "Examples:",
      "  ./drey alerts erase SUBJECT - --request R-17 --bootstrap kafka:9092",
      "  ./drey alerts erase SUBJECT token-1 --request R-17 --from results --yes"
    })
final class EraseCommand implements Callable<Integer> {
  private static final Pattern REQUEST = Pattern.compile("[^\\s\\p{Cntrl}]+");

  @Parameters(index = "0", paramLabel = "KIND", description = "One of ${COMPLETION-CANDIDATES}.")
  private @Nullable EntityKind kind;

  @Parameters(
      index = "1",
      paramLabel = "TOKEN",
      description = "The entity's token; '-': see below.")
  private String token = "";

  @Option(
      names = "--request",
      required = true,
      paramLabel = "ID",
      description = "The number of the request, for the record; nothing of the person.")
  private String request = "";

  @Option(
      names = "--token-domain",
      paramLabel = "NAME",
      description = "The key realm that made the token (default: ${DEFAULT-VALUE}).")
  private String tokenDomain = "default";

  @Option(
      names = "--key-version",
      paramLabel = "N",
      description = "The version of the key that made the token (default: ${DEFAULT-VALUE}).")
  private int keyVersion = 1;

  @Mixin private SourceOptions source = new SourceOptions();

  @Option(names = "--yes", description = "Does not ask.")
  private boolean yes;

  @Option(
      names = "--unseen",
      description = "With --yes: also if nothing here shows the token; it may be a slip.")
  private boolean unseen;

  @Option(
      names = "--json",
      description = "Prints what it does as one JSON object; asks for it only with --yes.")
  private boolean json;

  @Spec private CommandSpec spec;

  /** The output of {@code --json}. */
  private record View(
      String erasureId,
      EntityKind entityKind,
      String tokenDomain,
      int keyVersion,
      ErasurePreview traces) {}

  @Override
  public Integer call() throws IOException, InterruptedException {
    EntityKind kind = requireNonNull(this.kind, "asked for by picocli");
    checkArguments();
    ResultSource results = source.results(spec);
    EntityKey entity = new EntityKey(tokenDomain, keyVersion, kind.name(), readToken());
    Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    Erasure record = ErasureRequests.of(entity, request, now);
    checkRecord(record);
    ErasurePreview traces = ErasurePreview.of(results, entity);
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(AlertJson.of(new View(request, kind, tokenDomain, keyVersion, traces)));
    } else {
      List<String> namesakes = traces.areNone() ? SimilarTokens.of(results, entity) : List.of();
      new ErasureText(entity, results.name(), source.folder(line -> {}) != null)
          .lines(traces, namesakes)
          .forEach(out::println);
    }
    PrintWriter says = json ? spec.commandLine().getErr() : out;
    if (isThere(results, record)) {
      says.println("This very request is there already: it is not written again.");
      return 0;
    }
    if (yes && traces.areNone() && !unseen) {
      throw new UserError(
          "Nothing was asked for: nothing shows this token, which may be a slip. Add --unseen if it"
              + " is meant.");
    }
    if (json ? !yes : !isWanted(out)) {
      says.println("Nothing was asked for.");
      return 1;
    }
    new ErasureDelivery(source, says, spec.commandLine().getErr()::println).send(record, results);
    return 0;
  }

  private void checkArguments() {
    if (source.isTrial()) {
      throw new ParameterException(
          spec.commandLine(), "--trial: an erasure is of alerts and of those on trial");
    }
    if (!REQUEST.matcher(request).matches() || (token.length() > 3 && request.contains(token))) {
      throw new ParameterException(
          spec.commandLine(), "--request: a number without blanks, and nothing of the person");
    }
  }

  private String readToken() throws IOException {
    if (!token.equals("-")) {
      return token;
    }
    String line =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
    if (line == null || line.isBlank()) {
      throw new UserError("TOKEN: '-', but standard input has no line");
    }
    if (!yes && !json) {
      throw new UserError("TOKEN: with '-' there is no one to ask. Add --yes, or --json to look");
    }
    return line.strip();
  }

  /** Checks that the job would take a record: one that it would refuse is not sent. */
  private static void checkRecord(Erasure record) {
    try {
      JsonLineReader.of(Erasure.class).read(new JsonLineWriter().write(record));
    } catch (InvalidRecordException e) {
      throw new UserError(
          "The job would refuse the request: " + PlainText.text(String.valueOf(e.getMessage())));
    }
  }

  /** Returns whether the folder has the request; a topic has the newest of an entity alone. */
  private boolean isThere(ResultSource results, Erasure record) throws IOException {
    if (source.folder(line -> {}) == null) {
      return false;
    }
    List<Erasure> same = new ArrayList<>();
    results.read(
        TopicNames.ERASURES,
        Erasure.class,
        one -> {
          boolean isOfEntity = EntityNames.of(one).equals(EntityNames.of(record));
          if (isOfEntity && one.getErasureId().equals(record.getErasureId())) {
            same.add(one);
          }
        });
    return !same.isEmpty();
  }

  private boolean isWanted(PrintWriter out) throws IOException {
    if (yes) {
      return true;
    }
    if (!TerminalInfo.canAsk()) {
      throw new UserError(
          "Nothing was asked for: there is no terminal to ask at. Add --yes if it is meant.");
    }
    return TerminalInfo.isYes(out, "Erase it?");
  }
}
