package org.drey.console.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.LockSupport;
import org.drey.alerts.decide.VerdictRules.SecondEyes;
import org.drey.alerts.handover.GoamlTerms;
import org.drey.alerts.handover.SharingTerms;
import org.drey.console.ConsoleAlerts;
import org.drey.console.FreshDatabase;
import org.drey.console.decide.FolderOutlet;
import org.drey.console.index.FolderSource;
import org.drey.console.index.IndexFeed;
import org.drey.console.index.IndexSource;
import org.drey.console.store.ConsoleDatabase;
import org.drey.event.Alert;
import org.drey.event.Track;
import org.drey.rules.compile.RuleSet;
import org.drey.rules.score.FoldForecast.KnownFinding;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** While the index is read, a colleague's verdict may not be there yet: nothing is decided. */
@Timeout(60)
final class StillReadingIT {
  private static final long LOOK_AGAIN_NANOS = 200_000_000;

  @TempDir private Path folder;
  private final BlockingQueue<String> addresses = new LinkedBlockingQueue<>();
  private final Alert payer = ConsoleAlerts.of(Track.PAYER, "payer-1");

  /** A folder whose end is never reached. */
  private record Endless(IndexSource folder) implements IndexSource {
    @Override
    public String name() {
      return folder.name();
    }

    @Override
    public IndexFeed open(ConsoleDatabase database) throws IOException {
      IndexFeed feed = folder.open(database);
      return new IndexFeed() {
        @Override
        public boolean step(ConsoleDatabase into) throws IOException {
          feed.step(into);
          return false;
        }

        @Override
        public void close() {
          feed.close();
        }
      };
    }

    @Override
    public Map<String, Collection<KnownFinding>> findings(Collection<Alert> alerts, RuleSet rules)
        throws IOException {
      return folder.findings(alerts, rules);
    }

    @Override
    public List<Age> ages() throws IOException {
      return folder.ages();
    }
  }

  @Test
  void nothingIsDecidedBeforeAllIsRead() throws Exception {
    ConsoleAlerts.append(folder, payer);
    ConsoleServer.Settings settings =
        new ConsoleServer.Settings(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            "a17",
            null,
            new Endless(new FolderSource(folder, warning -> {})),
            new FolderOutlet(folder),
            ConsoleAlerts.RULES,
            SecondEyes.UNKNOWN,
            GoamlTerms.NONE,
            SharingTerms.DEFAULT,
            TokenLinks.NONE,
            addresses::add);
    try (ConsoleDatabase database = FreshDatabase.open(folder.resolve("console.db"));
        ConsoleServer console = ConsoleServer.start(settings, database)) {
      Browser browser = new Browser(console.address());
      browser.get(addresses.take().substring(console.address().length()));
      String path = "/alerts/" + payer.getAlertId();
      while (browser.get(path).status() != 200) {
        LockSupport.parkNanos(LOOK_AGAIN_NANOS); // until it is read
      }
      Map<String, List<String>> form =
          Map.of(
              "generation", List.of(Long.toString(payer.getGeneration())),
              "revision", List.of(Long.toString(payer.getRevision())),
              "choice", List.of("UNFOUNDED|NO_PATTERN"));
      for (String action : List.of("/preview", "/decide")) {
        Browser.Page refused = browser.post(path + action, form);
        assertEquals(503, refused.status());
        assertTrue(refused.html().contains("Still reading"), refused.html());
      }
      Map<String, List<String>> bulk = Map.of("alert", List.of(payer.getAlertId()));
      assertEquals(503, browser.post("/bulk", bulk).status());
      assertFalse(Files.exists(folder.resolve("verdicts.jsonl")));
    }
  }
}
