package org.drey.local.generate;

import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.drey.event.AgeAssurance;
import org.drey.event.Channel;
import org.drey.event.EntityKind;
import org.drey.event.PaymentStatus;
import org.drey.event.Purpose;
import org.drey.event.SourceTier;
import org.drey.event.Visibility;
import org.drey.local.generate.LivePlatform.Show;
import org.drey.local.generate.PaymentDesk.Bill;

/** What one person does; each entry becomes the records of the firms that see it. */
final class Diary {
  private static final double DECLINED = 0.03;

  private final Town town;
  private final Subject me;

  Diary(Town town, Subject me) {
    this.town = town;
    this.me = me;
  }

  Subject me() {
    return me;
  }

  Town town() {
    return town;
  }

  Circle circle() {
    return town.circle();
  }

  int days() {
    return town.period().days();
  }

  /** A moment of a day at which this person is awake. */
  Instant sometime(int day, Random random) {
    return town.period().awake(day, me.rhythm(), me.country().utcOffsetMinutes(), random);
  }

  Instant daysBefore(int days) {
    return town.period().before(days);
  }

  void ask(Instant at, String name, Random random) {
    town.resolver().ask(me, at, name, true, random);
  }

  /** A question that software asks, unknown to the person. */
  void askUnaware(Instant at, String name, Random random) {
    town.resolver().ask(me, at, name, false, random);
  }

  /** A name that is an alias of a listed one. */
  void askAlias(Instant at, String alias, String listedName, Random random) {
    town.resolver().askAlias(me, at, alias, listedName, random);
  }

  void openListedPage(Instant at, Random random) {
    town.proxy().openListed(me, at, random);
  }

  /** A page that is not listed, of a host of which another is. */
  void openPageBeside(Instant at, Random random) {
    town.proxy().openBeside(me, at, random);
  }

  void pay(Instant at, Tie tie, Bill bill, Random random) {
    town.payments().pay(me, at, tie, bill, random);
  }

  /** A purchase; now and then the card is declined. */
  void buy(Instant at, Payee shop, int pence, Channel channel, Random random) {
    PaymentStatus status =
        Chance.happens(random, DECLINED) ? PaymentStatus.DECLINED : PaymentStatus.COMPLETED;
    Tie tie = Tie.loose(shop, daysBefore(90));
    pay(at, tie, new Bill(pence, channel, Purpose.GOODS, status), random);
  }

  /** A private call that is not paid for in the session. */
  void call(Host host, Instant at, Duration stay, Random random) {
    aloneWith(host, at, stay, Visibility.PRIVATE, false, AgeAssurance.UNKNOWN, random);
  }

  /** A private session in which the host is paid. */
  void paidSession(Host host, Instant at, Duration stay, AgeAssurance assurance, Random random) {
    Visibility visibility = Chance.happens(random, 0.7) ? Visibility.PRIVATE : Visibility.INVITE;
    aloneWith(host, at, stay, visibility, true, assurance, random);
  }

  /** Watches a session that is held anyway. */
  void watch(Show show, Instant at, Duration stay, AgeAssurance assurance, Random random) {
    town.platform().watch(me, assurance, show, at, stay, random);
  }

  void reportMe(SourceTier tier, double confidence, Instant at) {
    town.hotline().report(tier, EntityKind.SUBJECT, me.token(), confidence, at);
  }

  /** Remembers that this person is planted. */
  void plant(Truth.Kind kind) {
    town.plant(kind, me.token());
  }

  /** Remembers that this person looks like a planted one and is not. */
  void resemble(LookAlike kind) {
    town.resemble(kind, me.token());
  }

  private void aloneWith(
      Host host,
      Instant at,
      Duration stay,
      Visibility visibility,
      boolean monetised,
      AgeAssurance assurance,
      Random random) {
    Show show = town.platform().alone(host, at, stay, visibility, monetised);
    town.platform().hold(show, random);
    watch(show, at, stay, assurance, random);
  }
}
