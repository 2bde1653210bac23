package org.drey.cli.readiness;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.drey.definitions.config.DreyConfiguration;
import org.drey.definitions.stream.StreamRegistry;
import org.drey.rules.compile.RuleSet;
import org.drey.rules.sigma.RuleFile;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rules of the shapes in which teams share them select what they are written for, and no more. */
class SharedRulesTest {
  private static final String RULE =
      """
      title: Shared
      name: shared
      logsource: {category: %s}
      detection: {%s}
      """;

  private static final String REQUEST =
      """
      {"event_id":"e%d","event_time":"2026-03-02T10:00:00Z","provider":"isp",\
      "stage":"PROXY","method":"%s","status":%s,"network_class":"HOME","url":"%s"}
      """;

  private static final String QUERY =
      """
      {"event_id":"e%d","event_time":"2026-03-02T10:00:00Z","provider":"isp",\
      "query":"%s","record_type":"%s","answers":["%s"],"transport":"UDP","network_class":"HOME",\
      "interactive":true}
      """;

  @TempDir Path folder;

  /** A request is written as method, status and URL. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '"',
      value = {
        "s: {c-uri-extension: [exe, hta]}, f: {cs-host|endswith: [.test, .invalid]}, condition: s and not f"
            + " ~ GET 200 https://files.example/a/setup.EXE?v=1.txt"
            + " ~ GET 200 https://files.test/a/setup.exe",
        "s: {c-uri-extension: [exe, zip], r-dns|endswith: .dyn.example}, condition: s"
            + " ~ GET 200 http://me.dyn.example/x.zip ~ GET 200 http://me.dyn.example/zip",
        "s: {cs-uri-stem|endswith: /tools/update.php, c-uri-query|contains|all: [lang=, ver=]}, condition: s"
            + " ~ GET 200 https://a.example/tools/update.php?lang=en&ver=2"
            + " ~ GET 200 https://a.example/tools/update.php/x?lang=en&ver=2",
        "s: {c-uri-stem: /gate.php}, condition: s"
            + " ~ GET 200 http://a.example/gate.php?id=7 ~ GET 200 http://a.example/x/gate.php",
        "s: {cs-uri-query|startswith: 'id='}, condition: s"
            + " ~ GET 200 http://a.example/?id=7 ~ GET 200 http://a.example/id=7",
        "s: {cs-method: GET, c-uri|re: '\\.(zip|htm)\\?d=[0-9]{1,3}(\\.[0-9]{1,3}){3}'}, condition: s"
            + " ~ GET 200 http://a.example/b.htm?d=192.0.2.1_x ~ GET 200 http://a.example/b.htm?d=192.0.2",
        "s: {cs-uri|re: '(?i)(store\\.example/|store\\.example\\s).+\\..+@.+\\.[a-z]+'}, condition: s"
            + " ~ GET 200 https://STORE.example/b.html#me@mail.example"
            + " ~ GET 200 https://store.example/b.html#me",
        "s: {c-uri|re|i: ['^https?://[0-9.]+/a', '/B[0-9]+$']}, condition: s"
            + " ~ GET 200 https://a.example/b77 ~ GET 200 https://a.example/b77c",
        "s: {cs-method: [GET, POST], cs-uri|contains|all: [/cgi/lang, form=]}, k: ['op=write', 'c=$('],"
            + " condition: all of s* and k"
            + " ~ POST 200 http://a.example/cgi/lang?form=1&c=$(x) ~ POST 200 http://a.example/cgi/lang?form=1",
        "s: {cs-method: POST, c-uri|contains: /api/run}, k: {'|all': [/ui/form, '%2fcreate']},"
            + " h: {'|all': ['2f75', '6372']}, condition: s and (k or h)"
            + " ~ POST 200 http://a.example/api/run?x=/ui/form&y=%2Fcreate"
            + " ~ POST 200 http://a.example/api/run?x=/ui/form",
        "s: {c-uri|contains|all: [search, ':query=']}, f: {dst_ip|cidr: [10.0.0.0/8, 'fc00::/7']},"
            + " condition: s and not f"
            + " ~ GET 200 http://files.example/search:query=a ~ GET 200 http://10.1.2.3/search:query=a",
        "s: {cs-method: GET, cs-host|re: '.{150}'}, condition: s"
            + " ~ GET 200 http://%1$s.%1$s.%1$s.example/ ~ GET 200 http://%1$s.%1$s.example/",
        "s: {cs-uri-stem: [/+a+/Start.jar, /b.cab]}, condition: s"
            + " ~ GET 200 https://a.example/+A+/start.jar?x ~ GET 200 https://a.example/a+/start.jar",
        "s: {sc-status: 404}, k: [POST], condition: s and not k"
            + " ~ GET 404 http://a.example/ ~ POST 404 http://a.example/",
      })
  void aRequest(String detection, String fires, String neighbour) throws Exception {
    RuleSet rules = compiled("proxy", detection);
    Files.writeString(folder.resolve("web-requests.jsonl"), request(1, fires));
    assertEquals(1, selected(rules), fires);
    Files.writeString(folder.resolve("web-requests.jsonl"), request(2, neighbour));
    assertEquals(0, selected(rules), neighbour);
  }

  private static String request(int number, String event) {
    String[] parts = event.split(" ", 3);
    String url = parts[2].replace("%1$s", "label".repeat(10));
    return REQUEST.formatted(number, parts[0], parts[1], url);
  }

  /** A query is written as name, type and answer. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '"',
      value = {
        "k: ['run(', shell.exe], s: {record_type: TXT}, condition: s and k"
            + " ~ a.example TXT x=Run(1) ~ a.example TXT x=walk(1)",
        "s: {query|re: '^[a-f0-9]{16,}\\.'}, condition: s"
            + " ~ 0123456789abcdef0.a.example A 192.0.2.1 ~ 0123456789abcde.a.example A 192.0.2.1",
        "s: {answer|re: '\\bcmd=[a-z]+'}, condition: s ~ a.example TXT v1;cmd=go ~ a.example TXT v1;xcmd=go",
      })
  void aQuery(String detection, String fires, String neighbour) throws Exception {
    RuleSet rules = compiled("dns", detection);
    Files.writeString(folder.resolve("dns-queries.jsonl"), query(1, fires));
    assertEquals(1, selected(rules), fires);
    Files.writeString(folder.resolve("dns-queries.jsonl"), query(2, neighbour));
    assertEquals(0, selected(rules), neighbour);
  }

  private static String query(int number, String event) {
    String[] parts = event.split(" ", 3);
    return QUERY.formatted(number, parts[0], parts[1], parts[2]);
  }

  private static RuleSet compiled(String category, String detection) {
    return StreamRegistry.compile(
        List.of(new RuleFile("shared.yml", RULE.formatted(category, detection))),
        DreyConfiguration.DEFAULT);
  }

  private long selected(RuleSet rules) throws Exception {
    DreyConfiguration configuration = DreyConfiguration.DEFAULT;
    FolderEvents events = new FolderEvents(folder, configuration, lines -> {});
    ReadinessReport report = ReadinessStudy.of(events, configuration, rules, null);
    assertEquals(Map.of(), report.refused());
    assertEquals(1, report.rules().get(0).events());
    return report.rules().get(0).matched();
  }
}
