package org.drey.attack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.concurrent.atomic.LongAdder;
import org.drey.blocklist.name.CanonicalName;
import org.drey.blocklist.name.PublicSuffixes;
import org.drey.blocklist.url.IpAddress;

/** Texts as names: each is a name that stays as it is when read again, or none. */
final class NamesAttack implements Attack {
  @Override
  public String name() {
    return "names of random Unicode";
  }

  @Override
  public long cases() {
    return 2_000_000;
  }

  @Override
  public Outcome run(Draw draw, Path folder) {
    PublicSuffixes suffixes = PublicSuffixes.bundled();
    LongAdder names = new LongAdder();
    Outcome outcome =
        draw.each(
            random -> {
              String text = Texts.any(random);
              String name = CanonicalName.of(text);
              String suffix = suffixes.publicSuffix(text);
              String domain = suffixes.registeredDomain(text);
              if (name != null) {
                names.increment();
                assertTrue(name.length() <= 253, "too long");
                assertEquals(name, CanonicalName.of(name), "read again");
                assertTrue(suffix != null && name.endsWith(suffix), "a suffix of it");
                assertTrue(domain == null || name.endsWith(domain), "a domain of it");
              }
              String address = IpAddress.of(text);
              assertTrue(address == null || address.equals(IpAddress.of(address)), "address");
            });
    return outcome.with("%,d are names".formatted(names.sum()));
  }
}
