package org.drey.local.people;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.drey.yaml.YamlNode;
import org.junit.jupiter.api.Test;

final class PeopleHabitTest {
  private static final LocalDate MONDAY = LocalDate.of(2026, 3, 2);
  private final Random random = new Random(5);

  private static PeopleValues habit(String keys) {
    return read(keys).values();
  }

  private static PeopleHabit read(String keys) {
    return PeopleHabit.read(YamlNode.parse("habit", "{" + keys + ", steps: {ask: {}}}"));
  }

  private List<Integer> days(String keys) {
    return read(keys).days(MONDAY, 30, 4, random);
  }

  @Test
  void regularDaysCountFromTheBeginAndOthersFromAnyDay() {
    assertEquals(List.of(5, 8, 11), days("every: 3, from: 1, times: 3"));
    assertEquals(List.of(28), days("every: 3, from: 24"));
    List<Integer> all = days("every: 7");
    assertTrue(all.get(0) < 7 && all.size() >= 4, all.toString());
  }

  @Test
  void intervalsThatShrinkAreADayAtLeast() {
    assertEquals(
        List.of(4, 12, 16, 18, 19, 20), days("every: 8, from: 0, quickens: 0.5, times: 6"));
  }

  @Test
  void daysThatAreGivenAreEachDrawnAndASingleOneAsOftenAsItIsTo() {
    assertEquals(List.of(5, 14), days("on: [1, 10]"));
    List<Integer> drawn = days("on: 1..3, times: 40");
    assertEquals(40, drawn.size());
    assertTrue(drawn.stream().allMatch(day -> day >= 5 && day <= 7), drawn.toString());
    assertEquals(1, days("with: a").size());
    assertEquals(List.of(), days("on: 26"), "no day of the world");
  }

  @Test
  void aDayHasSoManyOccasionsAndTheRestByChance() {
    int occasions = 0;
    for (int i = 0; i < 100; i++) {
      occasions += days("a_day: 1.65").size();
    }
    assertEquals(1.65, occasions / 3000.0, 0.05);
  }

  @Test
  void onWeekdaysAlone() {
    assertEquals(
        List.of(5, 6, 12, 13, 19, 20, 26, 27), days("a_day: 1, weekdays: [SATURDAY, SUNDAY]"));
    assertEquals(List.of(5, 12), days("on: [0, 2], weekdays: SATURDAY").subList(0, 2));
  }

  @Test
  void valuesAreDrawnByWeightAndFromRanges() {
    PeopleValues values = habit("hours: {22..5: 3, 9: 1}");
    Map<Boolean, Integer> nights = new HashMap<>();
    for (int i = 0; i < 4000; i++) {
      long minute = values.number("hours", random);
      assertTrue(minute == 540 || (minute >= 1320 && minute <= 1740), "" + minute);
      nights.merge(minute > 540, 1, Integer::sum);
    }
    assertEquals(0.75, nights.get(true) / 4000.0, 0.03);
    assertEquals(17 * 60 + 45, habit("hours: 17:45").number("hours"));
  }
}
