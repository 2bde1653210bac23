package org.drey.alerts.forward;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.drey.alerts.TestAlerts;
import org.drey.event.Alert;
import org.drey.event.Track;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Into a real OpenSearch. */
@Tag("nightly")
@Timeout(120)
final class BulkSinkIT {
  @TempDir private static Path folder;
  private static SearchNode node;

  @BeforeAll
  static void start() throws Exception {
    node = SearchNode.start(folder);
  }

  @AfterAll
  static void stop() throws Exception {
    node.close();
  }

  private static BulkSink sink(String index) throws IOException {
    return new BulkSink(new HttpSender(URI.create(node.url()), null), index, "");
  }

  private static ForwardedMessage message(String subject, long generation, long revision) {
    Alert alert = TestAlerts.of(Track.PAYER, subject);
    alert.setGeneration(generation);
    alert.setRevision(revision);
    return new ForwardedMessage(alert.getAlertId(), alert);
  }

  private static JsonNode get(String path) throws Exception {
    URI page = URI.create(node.url() + path);
    return new JsonMapper()
        .readTree(
            HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(page).build(), BodyHandlers.ofString())
                .body());
  }

  private static int documents(String index) throws Exception {
    get("/" + index + "/_refresh");
    return get("/" + index + "/_count").path("count").asInt();
  }

  @Test
  void ofEachAlertTheNewestRevisionIsThereInAnyOrder() throws Exception {
    List<ForwardedMessage> all = new ArrayList<>();
    for (int alert = 0; alert < 20; alert++) {
      for (int revision = 1; revision <= 10; revision++) {
        all.add(message("s-" + alert, 1_800_000_000L + revision % 3, revision));
      }
    }
    all.addAll(all.subList(0, 50)); // some come twice
    Collections.shuffle(all, new Random(7));
    BulkSink sink = sink("shuffled");
    for (int i = 0; i < all.size(); i += sink.most()) {
      assertEquals(List.of(), sink.send(all.subList(i, Math.min(all.size(), i + sink.most()))));
    }
    assertEquals(20, documents("shuffled"));
    for (int alert = 0; alert < 20; alert++) {
      ForwardedMessage newest = message("s-" + alert, 1_800_000_002L, 8);
      JsonNode found = get("/shuffled/_doc/" + newest.alertId());
      assertEquals(8, found.path("_source").path("revision").asInt());
      assertEquals(ForwardedMessage.version(newest.alert()), found.path("_version").asLong());
    }
  }

  @Test
  void whatIsRemovedIsGone() throws Exception {
    BulkSink sink = sink("removed");
    ForwardedMessage one = message("a", 0, 1);
    ForwardedMessage gone = new ForwardedMessage(one.alertId(), null);
    assertEquals(List.of(), sink.send(List.of(one, message("b", 0, 1))));
    assertEquals(
        List.of(), sink.send(List.of(gone, gone, new ForwardedMessage("never-was", null))));
    assertEquals(1, documents("removed"));
  }

  @Test
  void aDocumentThatDoesNotFitIsRefusedAloneAndNotShown() throws Exception {
    HttpSender http = new HttpSender(URI.create(node.url()), null);
    // An index in which tokens are dates.
    http.post(
        "/narrow/_doc",
        "{\"entity\":\"2026-01-01\"}".getBytes(StandardCharsets.UTF_8),
        Map.of("Content-Type", "application/json"));
    List<AlertSink.RefusedMessage> refused =
        sink("narrow").send(List.of(message("2026-01-02", 0, 1), message("no-date", 0, 1)));
    assertEquals(1, refused.size());
    assertEquals("status 400, mapper_parsing_exception", refused.get(0).why());
    assertEquals("no-date", refused.get(0).message().alert().getEntity());
    assertEquals(2, documents("narrow"));
  }

  @Test
  void whatIsNoSearchIndexTakesNothing() throws Exception {
    BulkSink wrong = new BulkSink(new HttpSender(URI.create("http://127.0.0.1:1/"), null), "a", "");
    IOException e = assertThrows(IOException.class, () -> wrong.send(List.of(message("a", 0, 1))));
    assertTrue(e.getMessage().startsWith("no answer"), e.getMessage());
  }
}
