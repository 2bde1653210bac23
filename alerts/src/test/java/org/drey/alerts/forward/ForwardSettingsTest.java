package org.drey.alerts.forward;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.drey.yaml.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ForwardSettingsTest {
  private static final String WEBHOOK = "{type: webhook, secret_file: s, url: 'https://a.example'";

  @TempDir private Path folder;

  private ForwardSettings read(String... lines) throws IOException {
    return ForwardSettings.read(
        Files.writeString(folder.resolve("forward.yaml"), String.join("\n", lines)));
  }

  private String problem(String sink) {
    return assertThrows(ProblemException.class, () -> read("state: kept", "sinks:", "  a: " + sink))
        .problem()
        .toString();
  }

  @Test
  void allThatCanBeSaidIsRead() throws IOException {
    ForwardSettings settings =
        read(
            "state: kept",
            "sinks:",
            "  cases: {type: webhook, url: 'https://cases.example/hook', secret_file: s}",
            "  board: {type: webhook, format: thehive, url: 'http://localhost:9000/', token_file: t}",
            "  search:",
            "    type: opensearch",
            "    url: https://search.example:9200",
            "    index: drey-alerts",
            "    user: drey",
            "    password_file: p",
            "    ca_file: ca.pem",
            "    victims: true",
            "  siem: {type: syslog, address: 'siem.example:6514', revisions: all}");
    assertEquals(folder.resolve("kept"), settings.state());
    assertEquals(
        new SinkSettings(
            "cases",
            new SinkSettings.Webhook(
                URI.create("https://cases.example/hook"),
                SinkSettings.Format.STANDARD,
                folder.resolve("s"),
                null),
            false,
            false),
        settings.sinks().get(0));
    SinkSettings search = settings.sinks().get(2);
    assertTrue(search.all() && search.victims());
    SinkSettings siem = settings.sinks().get(3);
    assertTrue(siem.all());
    assertFalse(siem.victims());
    assertEquals(new SinkSettings.Syslog("siem.example", 6514, null), siem.kind());
  }

  @Test
  void whatCannotBeIsRefusedWithItsLine() {
    assertTrue(problem("{type: email}").contains("forward.yaml:3"), problem("{type: email}"));
    assertTrue(problem(WEBHOOK + ", vicitms: true}").contains("did you mean 'victims'"));
    assertTrue(problem(WEBHOOK + ", revisions: some}").contains("all or notifying"));
    assertTrue(problem("{type: syslog, address: siem.example}").contains("HOST:PORT"));
    assertTrue(problem("{type: syslog, address: 'siem.example:65536'}").contains("HOST:PORT"));
    assertTrue(problem("{type: opensearch, url: 'https://a.example', index: A}").contains("index"));
    assertTrue(
        problem("{type: opensearch, url: 'https://a.example', index: a, user: b}")
            .contains("password_file"));
  }

  @Test
  void nothingIsSentInTheClearButToThisMachine() {
    for (String url :
        new String[] {
          "http://tool.example/", "ftp://tool.example/", "https://u:p@tool.example/", "tool.example"
        }) {
      String problem = problem("{type: webhook, secret_file: s, url: '" + url + "'}");
      assertTrue(problem.contains("https://tool.example/hook"), problem);
      assertFalse(problem.contains("u:p@"), problem);
    }
  }
}
