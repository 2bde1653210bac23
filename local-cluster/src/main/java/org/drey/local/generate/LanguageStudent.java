package org.drey.local.generate;

import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.drey.event.AgeAssurance;
import org.drey.event.Channel;
import org.drey.event.PayeeKind;
import org.drey.event.Purpose;
import org.drey.local.generate.LivePlatform.Show;
import org.drey.local.generate.PaymentDesk.Bill;

/** Has a lesson every week; {@link TutorDesk} says how lessons are given and paid for. */
final class LanguageStudent implements Person {
  private static final int WEEK = 7;
  private static final Duration LESSON = Duration.ofMinutes(45);

  private final TutorDesk desk;

  LanguageStudent(TutorDesk desk) {
    this.desk = desk;
  }

  @Override
  public void live(Diary diary, Random random) {
    Tutor tutor = desk.assign(diary.me().country());
    Tie tie = Tie.loose(tutor.account(), diary.daysBefore(Chance.between(random, 1, 60)));
    if (!tutor.classes().isEmpty()) {
      for (Show lesson : tutor.classes()) {
        pay(diary, lesson.start().minusSeconds(900), tie, tutor, random);
        Instant joined = lesson.start().plusSeconds(Chance.between(random, 5, 200));
        diary.watch(lesson, joined, LESSON, AgeAssurance.ADULT, random);
      }
      return;
    }
    int lesson = 0;
    for (int day = random.nextInt(WEEK); day < diary.days(); day += WEEK) {
      Instant at = diary.sometime(day, random);
      if (lesson++ % tutor.lessonsPerPayment() == 0) {
        pay(diary, at.minusSeconds(1200), tie, tutor, random);
      }
      diary.paidSession(tutor.host(), at, LESSON, AgeAssurance.ADULT, random);
    }
  }

  private static void pay(Diary diary, Instant at, Tie tie, Tutor tutor, Random random) {
    int pence = tutor.lessonsPerPayment() * Chance.between(random, 1200, 2500);
    boolean card = tutor.account().kind() == PayeeKind.BUSINESS;
    Channel channel = card ? Channel.CARD : Channel.P2P;
    diary.pay(at, tie, Bill.of(pence, channel, Purpose.EDUCATION), random);
  }
}
