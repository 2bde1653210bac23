package org.drey.cli.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.drey.fixtures.CommandRun;
import org.drey.terminal.ShutdownHook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/** What the edge commands say before anything starts. */
final class EdgeCommandTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "rpz --zone rpz.test --nxdomain --zone-file z: --feed",
        "rpz --feed FEED --nxdomain --zone-file z: --zone",
        "rpz --feed FEED --zone rpz.test --zone-file z: --redirect",
        "rpz --feed FEED --zone rpz.test --nxdomain: --primary",
        "rpz --feed FEED --zone rpz.test --nxdomain --primary 127.0.0.2: --tsig-key",
        "rpz --feed FEED --zone rpz.test --nxdomain --zone-file z --max-shrink 101: --max-shrink",
        "rpz --feed FEED --zone rpz.test --nxdomain --zone-file z --format cvs: --format",
        "rpz --feed FEED --zone rpz.test --nxdomain --zone-file z --ttl 0: --zone",
        "rpz --feed FEED --zone rpz.test --nxdomain --zone-file z --approve 0123456789abcdef:"
            + " --approve",
        "rpz --print bind --zone rpz.test --nxdomain: --primary",
        "rpz --feed FEED --zone rpz.test --nxdomain --zone-file z --resolver 127.0.0.3: --resolver",
        "icap --splash http://splash.test/: --blocklist",
        "icap --splash splash.test --blocklist FEED: --splash",
        "icap --splash http://splash.test/ --lists FEED: --key-file",
        "icap --splash http://splash.test/ --blocklist FEED --connections 0: --connections",
        "icap --splash http://splash.test/ --blocklist FEED --listen [: --listen",
        "icap --splash http://splash.test/ --blocklist FEED --allow host.test: --allow",
        "icap --splash http://splash.test/ --blocklist FEED --deadline 0: --deadline",
        "splash --connections 0: --connections",
        "splash --allow 192.0.2.0/33: --allow",
        "splash --status 200: --status",
        "splash --listen 127.0.0.1:99999: --listen",
        "splash --metrics 127.0.0.1:x: --metrics",
        "splash --country XX: --country",
        "splash --language xx: --language"
      })
  void wrongUseIsReportedWithItsOption(String useAndOption) {
    int colon = useAndOption.lastIndexOf(": ");
    String feed = Edge.closed(folder.resolve("list.txt"), "a.example\n").toString();
    CommandRun ran = Edge.run(useAndOption.substring(0, colon).replace("FEED", feed).split(" "));
    assertEquals(2, ran.status(), ran.err());
    assertTrue(ran.err().contains(useAndOption.substring(colon + 2)), ran.err());
  }

  @Test
  void configurationIsPrintedWithoutAFeed() {
    String secret =
        "key \"drey-update\" { algorithm hmac-sha256; secret \"%s=\"; };".formatted("A".repeat(43));
    String key = Edge.closed(folder.resolve("update.key"), secret).toString();
    String zone = "--zone rpz.test --nxdomain --primary 127.0.0.2 --tsig-key " + key;
    for (String server : List.of("PRIMARY", "BIND", "UNBOUND", "PDNS")) {
      CommandRun ran =
          Edge.run(("rpz " + zone + " --resolver 127.0.0.3 --print " + server).split(" "));
      assertEquals(0, ran.status(), ran.err());
      assertTrue(ran.out().contains("rpz.test"), ran.out());
    }
  }

  @Test
  void aFeedThatIsNotThereIsNoWrongUse() {
    String missing = folder.resolve("missing").toString();
    CommandRun ran =
        Edge.run("rpz", "--feed", missing, "--zone", "rpz.test", "--nxdomain", "--zone-file", "z");
    assertEquals(1, ran.status());
    assertTrue(ran.err().contains(missing), ran.err());
  }

  @Test
  void helpFitsATerminalOf80Columns() {
    CommandLine edge = EdgeCommand.line(new ShutdownHook());
    for (CommandLine command :
        List.of(
            edge,
            edge.getSubcommands().get("rpz"),
            edge.getSubcommands().get("icap"),
            edge.getSubcommands().get("splash"))) {
      List<String> lines = command.getUsageMessage(Ansi.OFF).lines().toList();
      for (String footer : command.getCommandSpec().usageMessage().footer()) {
        assertTrue(lines.contains(footer), () -> "broken: " + footer);
      }
      for (String line : lines) {
        assertFalse(line.endsWith("[,") || line.endsWith("[:"), () -> "broken: " + line);
      }
    }
  }
}
