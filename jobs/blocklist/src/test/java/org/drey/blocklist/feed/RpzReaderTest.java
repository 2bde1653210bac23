package org.drey.blocklist.feed;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RpzReaderTest {
  private static final String ALONE =
      "a wildcard without the name above it, which no type of entry can express";
  private static final String PASSES =
      "an exception (rpz-passthru or rpz-tcp-only), which a list cannot express";
  private static final String ADDRESSES =
      "a rule about addresses or name servers, which no type of entry can express";

  @Test
  void aNameIsAHostAndWithItsWildcardADomain() throws IOException {
    Read read =
        Read.of(
            "rpz",
            """
            $TTL 300
            $ORIGIN rpz.test.
            @ IN SOA ns.rpz.test. admin.rpz.test. ( 1 ; serial
                3600 900
                604800 300 )
              IN NS ns.rpz.test.
            host.example CNAME .
            *.both.example 60 IN CNAME .          ; before
            absolute.example.rpz.test. IN 60 CNAME *.
            Both.Example   CNAME .
            walled.example A 192.0.2.1
                           AAAA 2001:db8::1
                           TXT "a ; text ( with ) signs"
            $ORIGIN example.rpz.test.
            below CNAME rpz-drop.
            """);
    assertEquals(
        List.of(
            "7 HOST|host.example",
            "9 HOST|absolute.example",
            "10 DOMAIN|both.example",
            "11 HOST|walled.example",
            "12 HOST|walled.example",
            "13 HOST|walled.example",
            "15 HOST|below.example"),
        read.entries);
    assertEquals(List.of(), read.problems);
  }

  @Test
  void aZoneAsBindWritesItHasItsOriginFromTheSoa() throws IOException {
    Read read =
        Read.of(
            "rpz",
            """
            $ORIGIN .
            $TTL 30 ; 30 seconds
            rpz.test IN SOA a. b. 1 2 3 4 5
            $ORIGIN example.rpz.test.
            bad CNAME .
            $ORIGIN bad.example.rpz.test.
            * CNAME .
            """);
    assertEquals(List.of("5 DOMAIN|bad.example"), read.entries);
    assertEquals(List.of(), read.problems);
  }

  @Test
  void withoutAnOriginNamesAreWithinTheZone() throws IOException {
    Read read = Read.of("rpz", "@ SOA a. b. 1 2 3 4 5\nbad.example CNAME .\n");
    assertEquals(List.of("2 HOST|bad.example"), read.entries);
  }

  @Test
  void whatNoTypeOfEntryCanExpressIsAProblem() throws IOException {
    Read read =
        Read.of(
            "rpz",
            """
            $ORIGIN rpz.test.
            @ SOA a. b. 1 2 3 4 5
            *.alone.example CNAME .
            pass.example CNAME rpz-passthru.
            itself.example CNAME itself.example.
            24.0.2.0.192.rpz-ip CNAME .
            ns.bad.example.rpz-nsdname CNAME .
            outside.example. CNAME .
            $INCLUDE secret.example
            good.example CNAME .
            """);
    assertEquals(List.of("10 HOST|good.example"), read.entries);
    assertEquals(
        List.of(
            "4 " + PASSES,
            "5 " + PASSES,
            "6 " + ADDRESSES,
            "7 " + ADDRESSES,
            "8 a name outside the zone",
            "9 a directive other than $ORIGIN and $TTL",
            "3 " + ALONE),
        read.problems);
  }

  @Test
  void malformedLinesCostThemselvesOnly() throws IOException {
    Read read =
        Read.of(
            "rpz",
            """
            $ORIGIN rpz.test.
            a.example TXT "open
              CNAME .
            b.example CNAME . )
            c.example CNAME .
            d..example CNAME .
            e.example
            f.example CNAME . . )
            \\120.example CNAME .
            g.example CNAME (
            h.example CNAME . )
            """);
    assertEquals(List.of("5 HOST|c.example"), read.entries);
    assertEquals(
        List.of(
            "2 a quote is not closed",
            "3 a record without an owner",
            "4 a parenthesis is not closed, or not opened",
            "6 not a valid name",
            "7 a record without a type",
            "8 a parenthesis is not closed, or not opened",
            "9 not a valid name",
            "10 a CNAME, A or AAAA with other than one name or address"),
        read.problems);
  }

  @Test
  void aRecordOfATypeThatDnsDoesNotHaveIsNoEntry() throws IOException {
    Read read =
        Read.of(
            "rpz",
            """
            $ORIGIN rpz.test.
            a.example JUNK
            b.example BOGUS x
            c.example TXT "x"
            d.example TYPE65280 \\# 0
            """);
    assertEquals(List.of("4 HOST|c.example", "5 HOST|d.example"), read.entries);
    String reason = " a type of record that DNS does not have";
    assertEquals(List.of("2" + reason, "3" + reason), read.problems);
  }
}
