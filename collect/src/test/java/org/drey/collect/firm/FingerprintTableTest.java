package org.drey.collect.firm;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class FingerprintTableTest {
  @Test
  void itKnowsWhatAMapKnowsHoweverMuchItGrows() {
    SplittableRandom random = new SplittableRandom(7);
    FingerprintTable table = new FingerprintTable();
    Map<Long, Integer> map = new HashMap<>();
    for (int i = 0; i < 200_000; i++) {
      long print = random.nextInt(10) == 0 ? random.nextLong(5_000) : random.nextLong();
      int number = random.nextInt();
      assertEquals(map.getOrDefault(print, 42), table.get(print, 42));
      if (print != 1) { // shares its place with 0
        table.put(print, number);
        map.put(print, number);
      }
    }
    map.forEach((print, number) -> assertEquals(number, table.get(print, 42)));
    assertEquals(map.size(), table.size());
  }
}
