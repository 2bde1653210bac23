package org.drey.attack;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.drey.blocklist.EntryType;
import org.drey.blocklist.ListEntry;
import org.drey.blocklist.ListPolicy;
import org.drey.blocklist.index.ListCompiler;
import org.drey.blocklist.index.ListIndex;
import org.drey.blocklist.index.ListKey;

/**
 * Names such as many people use, made up, against a large list: no wrong match, and none missed.
 */
final class MatchesAttack implements Attack {
  private static final int LISTED = 200_000;
  private static final List<String> PARTS =
      List.of("ama", "goo", "face", "tube", "net", "shop", "mail", "bank", "news", "play", "cdn");
  private static final List<String> TOPS =
      List.of("example", "co.example", "com.test", "test", "invalid", "org.invalid");
  private static final List<String> FRONTS = List.of("", "", "www.", "m.", "cdn3.img.", "api-");

  @Override
  public String name() {
    return "popular-like names against a list";
  }

  @Override
  public long cases() {
    return 5_000_000;
  }

  @Override
  public Outcome run(Draw draw, Path folder) throws Exception {
    Random random = draw.random();
    Set<String> listed = new HashSet<>();
    byte[] secret = new byte[32];
    random.nextBytes(secret);
    ListKey key = ListKey.of(secret);
    ListCompiler compiler = new ListCompiler("attack", key);
    while (listed.size() < LISTED) {
      String name = name(random);
      if (listed.add(name)) {
        compiler.add(ListEntry.of(EntryType.DOMAIN, name, "", ListPolicy.CHILD_PROTECTION_LIST));
      }
    }
    ListIndex index = ListIndex.of(compiler.finish().inMemory(), key);
    long[] matches = new long[1];
    Outcome outcome =
        draw.each(
            one -> {
              String name = Texts.pick(one, FRONTS) + name(one);
              boolean expected = isListed(listed, name);
              matches[0] += expected ? 1 : 0;
              assertEquals(expected, index.matchName(name) != null, "as the plain list says");
            });
    return outcome.with("%,d match, as they must".formatted(matches[0]));
  }

  private static boolean isListed(Set<String> listed, String name) {
    for (int at = 0; at >= 0; at = name.indexOf('.', at) + 1) {
      if (listed.contains(name.substring(at))) {
        return true;
      }
      if (name.indexOf('.', at) < 0) {
        return false;
      }
    }
    return false;
  }

  private static String name(Random random) {
    StringBuilder name = new StringBuilder();
    for (int parts = 1 + random.nextInt(3); parts > 0; parts--) {
      name.append(Texts.pick(random, PARTS));
    }
    name.append(Integer.toString(random.nextInt(400), 36));
    return name.append('.').append(Texts.pick(random, TOPS)).toString();
  }
}
