package org.drey.attack;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.drey.blocklist.ListPolicy;
import org.drey.blocklist.compile.EntryGuard;
import org.drey.blocklist.compile.FeedFile;
import org.drey.blocklist.compile.ListCompilation;
import org.drey.blocklist.feed.FeedReader;
import org.drey.blocklist.feed.FeedReaders;
import org.drey.blocklist.index.ListKey;

/** Feeds of every format with lines that are none: a list of the rest, and a report by line. */
final class FeedsAttack implements Attack {
  private static final int MAX_REASONS = 100;

  private static final List<String> LINES =
      List.of(
          "listed.example",
          "=node.shared.example",
          "https://site.example/folder/*",
          "https://site.example/script.php",
          "https://canary.example/safe/*",
          "https://canary.example/other?x",
          "type,value,category",
          "DOMAIN,listed.example,x",
          "\"DOMAIN\",\"a\"\"b.example\"",
          "0.0.0.0 listed.example",
          "listed.example CNAME .",
          "*.listed.example 60 IN CNAME rpz-drop.",
          "$ORIGIN example.",
          "$INCLUDE /etc/passwd",
          "$GENERATE 1-2000000000 a$ CNAME .",
          "@ SOA a. b. 1 2 3 4 5",
          "{\"type\": \"DOMAIN\", \"value\": \"listed.example\"}",
          "# " + Texts.MARK,
          "\"");

  @Override
  public String name() {
    return "feeds to compile";
  }

  @Override
  public long cases() {
    return 40_000;
  }

  @Override
  public Outcome run(Draw draw, Path folder) throws Exception {
    List<FeedReader> readers = FeedReaders.readers("", ListPolicy.CHILD_PROTECTION_LIST);
    List<EntryGuard> guards = EntryGuard.shipped();
    ListKey key = ListKey.of("the key of this attack".getBytes(StandardCharsets.UTF_8));
    Path file = folder.resolve("feed");
    Set<String> reasons = new TreeSet<>();
    long[] lists = new long[1];
    Outcome outcome =
        draw.each(
            random -> {
              Files.write(file, feed(random));
              var feed = new FeedFile(file, Texts.pick(random, readers));
              var settings = ListCompilation.Settings.of("attack", guards);
              try {
                var result = new ListCompilation(settings, key, taken -> {}).run(List.of(feed));
                lists[0] += result.list() == null ? 0 : 1;
                result.report().refusals().forEach(refusal -> reasons.add(refusal.reason()));
              } catch (IOException e) {
                reasons.add(String.valueOf(e.getMessage())); // it cannot be read as this format
              }
            });
    for (String reason : reasons) {
      assertFalse(reason.contains(Texts.MARK), "a reason quotes its line");
    }
    assertTrue(reasons.size() <= MAX_REASONS, reasons.size() + " reasons");
    return outcome.with("%,d lists, %d reasons".formatted(lists[0], reasons.size()));
  }

  /** Any, or one of which the guards look at the pages. */
  private static String host(Random random) {
    return random.nextInt(4) == 0 ? "canary.example" : Texts.any(random);
  }

  private static byte[] feed(Random random) {
    StringBuilder feed = new StringBuilder();
    for (int lines = 1 + random.nextInt(12); lines > 0; lines--) {
      String line = Texts.pick(random, LINES);
      feed.append(
          switch (random.nextInt(5)) {
            case 0 -> Texts.MARK + Texts.any(random);
            case 1 -> line.replace("listed.example", Texts.any(random));
            case 2 -> "https://" + host(random) + "/" + Texts.any(random);
            default -> line;
          });
      feed.append('\n');
    }
    byte[] bytes = feed.toString().getBytes(StandardCharsets.UTF_8);
    return random.nextInt(3) == 0 ? Mutations.of(bytes, 0, random) : bytes;
  }
}
