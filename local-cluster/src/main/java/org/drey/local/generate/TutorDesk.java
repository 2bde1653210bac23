package org.drey.local.generate;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.drey.event.AgeAssurance;
import org.drey.event.Visibility;
import org.drey.local.generate.LivePlatform.Show;

/**
 * Finds tutors for students. Lessons look like what the rules look for: paid private sessions, many
 * of them abroad. They stay below an alert because of how lessons really are paid for:
 *
 * <ul>
 *   <li>who teaches many teaches through a merchant account, so no payment goes to a person;
 *   <li>who teaches privately has two students abroad at most (no fan-in) and is paid for four
 *       lessons at once (few payments close to a session);
 *   <li>who teaches classes has more than two viewers and students of the own country.
 * </ul>
 */
final class TutorDesk {
  private static final int STUDENTS_OF_PRIVATE_TUTOR = 2;
  private static final int STUDENTS_OF_SCHOOL_TUTOR = 12;
  private static final int LESSONS_OF_A_PACKAGE = 4;
  private static final String EDUCATION = "8299";

  private final Town town;
  private final Random random;
  private final Map<String, Tutor> classTutors = new HashMap<>();
  private Tutor schoolTutor;
  private Tutor privateTutor;
  private int schoolStudents;
  private int privateStudents;

  TutorDesk(Town town, Random random) {
    this.town = town;
    this.random = random;
    this.schoolTutor = schoolTutor();
    this.privateTutor = privateTutor();
  }

  /** A tutor for a person from a country. */
  Tutor assign(Country country) {
    double draw = random.nextDouble();
    if (draw < 0.5) {
      if (schoolStudents++ % STUDENTS_OF_SCHOOL_TUTOR == 0) {
        schoolTutor = schoolTutor();
      }
      return schoolTutor;
    }
    if (draw < 0.75) {
      if (privateStudents++ % STUDENTS_OF_PRIVATE_TUTOR == 0) {
        privateTutor = privateTutor();
      }
      return privateTutor;
    }
    return classTutors.computeIfAbsent(country.code(), code -> classTutor(country));
  }

  private Tutor schoolTutor() {
    Country country = Country.abroad(random);
    Payee account = town.circle().business(country, old(), EDUCATION);
    Instant opened = Chance.happens(random, 0.3) ? town.period().before(3) : old();
    Host host = town.circle().host(country, opened, AgeAssurance.ADULT, account);
    return new Tutor(host, account, 1, List.of());
  }

  private Tutor privateTutor() {
    Country country = Country.abroad(random);
    Payee account = town.circle().person(country, old());
    Host host = town.circle().host(country, account.opened(), AgeAssurance.ADULT, account);
    return new Tutor(host, account, LESSONS_OF_A_PACKAGE, List.of());
  }

  private Tutor classTutor(Country country) {
    Payee account = town.circle().person(country, old());
    Host host = town.circle().host(country, account.opened(), AgeAssurance.ADULT, account);
    List<Show> classes = new ArrayList<>();
    for (int day = random.nextInt(7); day < town.period().days(); day += 7) {
      classes.add(lesson(host, town.period().at(day, 18 * 60, random)));
    }
    return new Tutor(host, account, 1, List.copyOf(classes));
  }

  private Show lesson(Host host, Instant start) {
    int students = Chance.between(random, 4, 9);
    Show lesson =
        new Show(
            host,
            town.circle().session(),
            start,
            Duration.ofMinutes(60),
            Visibility.INVITE,
            students,
            true);
    town.platform().hold(lesson, random);
    return lesson;
  }

  private Instant old() {
    return town.period().before(Chance.between(random, 200, 1500));
  }
}
