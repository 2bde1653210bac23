package org.drey.cli.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import org.drey.fixtures.CommandRun;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Files of rules are checked one beside another: what is refused does not hide the others. */
class RulesCheckCommandTest {
  private static final String RULE =
      """
      title: %1$s
      name: %1$s
      logsource: {category: proxy}
      detection:
        it: {%2$s}
        condition: it
      """;

  private static final String OFTEN =
      """
      title: Often
      name: often
      correlation: {type: event_count, rules: [%s], group-by: [subject], timespan: 1d, condition: {gte: 2}}
      """;

  @TempDir Path folder;

  @BeforeEach
  void aFolderOfRulesAndAFile() throws Exception {
    Path rules = Files.createDirectory(folder.resolve("rules"));
    Files.writeString(rules.resolve("a.yml"), RULE.formatted("a", "c-uri-extension: exe"));
    Files.writeString(rules.resolve("agent.yml"), RULE.formatted("agent", "c-useragent: x"));
    Files.writeString(rules.resolve("behind.yml"), RULE.formatted("behind", "c-uri|re: '(?=b)'"));
    Files.writeString(folder.resolve("one.yml"), RULE.formatted("one", "cs-host: a.example"));
    Files.writeString(folder.resolve("often.yml"), OFTEN.formatted("agent"));
  }

  private CommandRun check(String... arguments) {
    CommandLine line = new CommandLine(new RulesCheckCommand());
    String[] placed = new String[arguments.length];
    for (int i = 0; i < arguments.length; i++) {
      boolean isPath = !arguments[i].startsWith("-");
      placed[i] = isPath ? folder.resolve(arguments[i]).toString() : arguments[i];
    }
    return CommandRun.of(line, placed);
  }

  @Test
  void allThatLoadIsStatusZero() {
    CommandRun run = check("rules/a.yml", "one.yml");
    assertEquals(0, run.status(), run.err());
    assertTrue(run.out().startsWith("2 rules, set "), run.out());
  }

  @Test
  void theNearestNameMayBeOneOfSigma() throws Exception {
    Files.writeString(folder.resolve("one.yml"), RULE.formatted("one", "c-uri-quer: x"));
    String err = check("one.yml").err();
    assertTrue(err.contains("(did you mean 'c-uri-query'?)"), err);
  }

  @Test
  void namesOfRulesDoNotActOnTheTerminal() throws Exception {
    String rule = RULE.formatted("\"\\e[2Ja\"", "sc-status|gt: 399");
    Files.writeString(folder.resolve("one.yml"), rule);
    Files.writeString(
        folder.resolve("two.yml"), rule.replace("[2Ja", "[2Jb") + "status: deprecated\n");
    String out = check("one.yml", "two.yml").out();
    assertTrue(out.contains("no literal files them: \ufffd[2Ja"), out);
    assertTrue(out.contains("the rule '\ufffd[2Jb' is deprecated"), out);
  }

  @Test
  void refusalsAreNamedAndTheOthersCounted() {
    CommandRun run = check("rules", "one.yml");
    assertEquals(1, run.status());
    assertTrue(run.err().contains("agent.yml:5: web-requests has no field 'c-useragent'"));
    assertTrue(run.err().contains("a user agent tells people apart, so none is taken"), run.err());
    assertTrue(run.err().contains("behind.yml:5: the pattern is not one of RE2"), run.err());
    assertTrue(run.out().startsWith("2 of 4 files refused, 2 loaded: 2 rules, set "), run.out());
  }

  @Test
  void programsGetThemAsJson() throws Exception {
    CommandRun run = check("rules", "one.yml", "--json");
    JsonNode json = new ObjectMapper().readTree(run.out());
    assertEquals(1, run.status());
    assertEquals(4, json.get("files").asInt());
    assertEquals(2, json.get("loaded").asInt());
    assertEquals(2, json.get("refused").size());
    JsonNode first = json.get("refused").get(0);
    assertTrue(first.get("file").asText().endsWith("agent.yml"), first::toString);
    assertEquals(5, first.get("line").asInt());
    assertTrue(first.get("reason").asText().contains("'c-useragent'"), first::toString);
    assertEquals(0, check("one.yml", "--json").status());
  }

  @Test
  void whatIsBuiltOnARefusedRuleIsRefusedWithIt() {
    CommandRun run = check("rules", "often.yml", "one.yml");
    assertEquals(1, run.status());
    assertTrue(run.err().contains("often.yml:3: "), run.err());
    assertTrue(run.out().startsWith("3 of 5 files refused, 2 loaded: "), run.out());
  }

  @Test
  void aFileThatIsNamedTwiceIsOne() {
    CommandRun run = check("one.yml", "one.yml");
    assertEquals(0, run.status(), run.err());
    assertTrue(run.out().startsWith("1 rules, set "), run.out());
  }

  @Test
  void aFileThatCannotBeReadIsRefusedAlone() throws Exception {
    Files.writeString(folder.resolve("rules/broken.yml"), "title: [\n");
    Files.createSymbolicLink(folder.resolve("rules/gone.yml"), folder.resolve("nowhere.yml"));
    CommandRun run = check("rules");
    assertTrue(run.err().contains("broken.yml:"), run.err());
    assertTrue(run.err().contains("gone.yml:1: a link to nowhere"), run.err());
    assertTrue(run.out().startsWith("4 of 5 files refused, 1 loaded: "), run.out());
  }
}
