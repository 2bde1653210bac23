package org.drey.attack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.LongAdder;
import org.drey.blocklist.EntryType;
import org.drey.blocklist.ListEntry;
import org.drey.blocklist.ListPolicy;
import org.drey.blocklist.url.HttpUrl;
import org.drey.blocklist.url.SafeBrowsingExpressions;
import org.drey.blocklist.url.UrlHost;

/** Texts as URLs and as list entries: each is one that stays as it is when read again, or none. */
final class UrlsAttack implements Attack {
  private static final List<EntryType> TYPES = List.of(EntryType.values());

  @Override
  public String name() {
    return "URLs of random Unicode";
  }

  @Override
  public long cases() {
    return 1_000_000;
  }

  @Override
  public Outcome run(Draw draw, Path folder) {
    LongAdder urls = new LongAdder();
    Outcome outcome =
        draw.each(
            random -> {
              String text = text(random);
              HttpUrl url = HttpUrl.parse(text);
              String host = UrlHost.of(text);
              if (url != null) {
                urls.increment();
                assertEquals(url, HttpUrl.parse(url.canonical()), "read again");
                assertEquals(url.host(), host, "its host");
                assertTrue(url.pageTarget().startsWith("/"), "its page");
                assertFalse(SafeBrowsingExpressions.of(url).isEmpty(), "its expressions");
              }
              asEntry(random, text);
            });
    return outcome.with("%,d are URLs".formatted(urls.sum()));
  }

  private static void asEntry(Random random, String text) {
    try {
      EntryType type = Texts.pick(random, TYPES);
      ListEntry entry = ListEntry.of(type, text, "", ListPolicy.CHILD_PROTECTION_LIST);
      assertFalse(entry.canonical().isEmpty(), "an entry");
    } catch (ListEntry.EntryProblem e) {
      assertFalse(e.reason().contains(Texts.MARK), "its reason quotes it");
    }
  }

  private static String text(Random random) {
    return switch (random.nextInt(4)) {
      case 0 -> "http://" + Texts.any(random) + "/";
      case 1 -> "https://a." + Texts.escaped(Texts.any(random)) + ".example/x?y";
      case 2 -> "http://site.example/" + Texts.MARK + Texts.any(random);
      default -> Texts.any(random);
    };
  }
}
