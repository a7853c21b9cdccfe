package org.heeded.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.heeded.model.About;
import org.heeded.model.Basis;
import org.heeded.model.ClientId;
import org.heeded.model.Criterion;
import org.heeded.model.Decision;
import org.heeded.model.Directive;
import org.heeded.model.DirectiveId;
import org.heeded.model.Draft;
import org.heeded.model.Event;
import org.heeded.model.Event.DecisionMade;
import org.heeded.model.Event.DirectiveGiven;
import org.heeded.model.Event.EngagementOpened;
import org.heeded.model.Event.GoalSet;
import org.heeded.model.Event.OutcomeMeasured;
import org.heeded.model.Event.PartyJoined;
import org.heeded.model.Event.ProposalMade;
import org.heeded.model.Event.ResponsibilityClaimed;
import org.heeded.model.Event.WorkLaunched;
import org.heeded.model.Forecast;
import org.heeded.model.GoalId;
import org.heeded.model.Idea;
import org.heeded.model.InitiativeId;
import org.heeded.model.Judge;
import org.heeded.model.Launched;
import org.heeded.model.Measurement;
import org.heeded.model.Money;
import org.heeded.model.Novelty;
import org.heeded.model.Origin;
import org.heeded.model.Party;
import org.heeded.model.PartyId;
import org.heeded.model.Proposal;
import org.heeded.model.ProposalId;
import org.heeded.model.Provenance;
import org.heeded.model.Rationale;
import org.heeded.model.Responsible;
import org.heeded.model.Role;
import org.heeded.model.Scope;
import org.heeded.model.Side;
import org.heeded.model.SubjectId;
import org.heeded.model.Text;
import org.heeded.model.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the drafts of a row say. */
class RowsTest {

    private static final LocalDate JANUARY = LocalDate.parse("2026-01-12");
    private static final LocalDate MARCH = LocalDate.parse("2026-03-31");

    @Test
    void aFullRowSaysAllItCan() {
        CsvImport read = Csv.read("""
                id,engagement,client,marketer,marketer_role,initiative,kind,proposed_at,title,channel,also_affects,scope,novelty,origin,idea,stake,currency,goal,metrics,consulted,basis,forecast_metric,forecast_comparison,forecast_target,forecast_baseline,forecast_probability,due,decide_by,decision,decided_at,adherence,view,alternative,reason,client_forecast_target,client_forecast_probability,launched,launched_at,outcome,outcome_metric,actual,outcome_at,judged_by,responsibility,responsibility_by,recorded_at,tags
                p1,acme-web,acme,ana,specialist,spring,proposal,2026-01-12,One page per audience,ppc,email;seo,tactical,out-of-the-box,unprompted,joint,1500.50,EUR,Grow,revenue;margin,finance,customer-evidence,leads,at least,120,90,70 %,2026-03-31,2026-01-20,overridden,2026-01-15T09:00:00Z,,,One page for all,Simpler,100,0.6,alternative,2026-02-01,failure,,74,2026-03-31,third-party,marketer,client,2026-01-16T00:00:00Z,team=growth;size=M
                """);
        Criterion leads = Criterion.atLeast("leads", new BigDecimal(120)).by(MARCH);
        Provenance recorded = Provenance.imported(Instant.parse("2026-01-16T00:00:00Z"));
        Proposal proposal = Proposal.of("One page per audience")
                .initiative("spring")
                .channel("ppc")
                .affects("email", "seo")
                .scope(Scope.TACTICAL)
                .novelty(Novelty.OUT_OF_THE_BOX)
                .idea(Idea.JOINT)
                .stake(Money.of(new BigDecimal("1500.5"), "EUR"))
                .due(MARCH)
                .rationale(Rationale.NONE
                        .goal(new GoalId("Grow"))
                        .metrics("revenue", "margin")
                        .consulted("finance")
                        .basis(Basis.CUSTOMER_EVIDENCE))
                .forecast(Forecast.of(leads.baseline(new BigDecimal(90))).probability(0.7))
                .tag("team", "growth")
                .tag("size", "M")
                .origin(Origin.UNPROMPTED)
                .decideBy(LocalDate.parse("2026-01-20"))
                .on(JANUARY)
                .by(new PartyId("ana"))
                .from(recorded);
        Decision decision = Decision.overridden("One page for all")
                .because("Simpler")
                .forecast(Forecast.of(
                                Criterion.atLeast("leads", new BigDecimal(100)).by(MARCH))
                        .probability(0.6)
                        .about(About.ALTERNATIVE))
                .at(Instant.parse("2026-01-15T09:00:00Z"))
                .from(recorded);
        List<Event> events = Csv.events(read);
        assertThat(events).hasSize(8);
        assertThat(((EngagementOpened) events.get(0)).client()).contains(new ClientId("acme"));
        assertThat(((PartyJoined) events.get(1)).party())
                .isEqualTo(Party.of(new PartyId("ana"), Side.MARKETER)
                        .role(Role.SPECIALIST)
                        .on(JANUARY)
                        .from(recorded));
        assertThat(((GoalSet) events.get(2)).goal()).isEqualTo(new GoalId("Grow"));
        assertThat(events.get(3)).isEqualTo(new ProposalMade(new ProposalId("p1"), proposal));
        assertThat(((DecisionMade) events.get(4)).decision()).isEqualTo(decision);
        WorkLaunched launched = (WorkLaunched) events.get(5);
        assertThat(launched.what()).isEqualTo(Launched.ALTERNATIVE);
        assertThat(launched.circumstances().occurredAt()).hasToString("Optional[2026-02-01]");
        assertThat(((OutcomeMeasured) events.get(6)).measurement())
                .isEqualTo(Measurement.of("leads", 74)
                        .verdict(Verdict.FAILURE)
                        .judgedBy(Judge.THIRD_PARTY)
                        .on(MARCH)
                        .from(Provenance.IMPORTED));
        ResponsibilityClaimed claim = (ResponsibilityClaimed) events.get(7);
        assertThat(claim.responsible()).isEqualTo(Responsible.MARKETER);
        assertThat(claim.side()).contains(Side.CLIENT);
        assertThat(read.ignoredColumns()).isEmpty();
    }

    @Test
    void theLeastRowIsAPendingProposalOfAnEngagementNamedLikeTheClient() {
        CsvImport read = Csv.read("Client , TITLE\nacme,One page\n");
        assertThat(read.drafts()).singleElement().satisfies(draft -> {
            assertThat(draft.engagement()).hasToString("acme");
            assertThat(draft.event())
                    .isEqualTo(new ProposalMade(
                            ((ProposalMade) draft.event()).proposal(),
                            Proposal.of("One page").from(Provenance.IMPORTED)));
        });
        assertThat(read.assumptions())
                .contains("each client is one engagement: there is no engagement column")
                .contains("proposed_at is blank in 1 row: the order of the rows is the order");
    }

    @Test
    void aDirectiveIsGivenToItsMarketer() {
        CsvImport read = Csv.read("client,marketer,kind,title,origin\nacme,ana,Directive,Newsletter,requested\n");
        assertThat(Csv.only(DirectiveGiven.class, read).order())
                .isEqualTo(Directive.of("Newsletter").to(new PartyId("ana")).from(Provenance.IMPORTED));
        assertThat(read.assumptions())
                .contains("origin, decide_by, answers_id or revises_id was left out in 1 row: it says nothing of a"
                        + " directive");
    }

    @Test
    void rowsOfATaskListWithoutADecisionAreRoutineDirectives() {
        CsvImport read = Csv.read(
                "client,id,kind,scope,decision\na,1,,,\na,2,,tactical,\na,3,,,followed\na,4,proposal,,\n",
                CsvMapping.NONE.withUndecidedAsRoutine());
        assertThat(Csv.events(read))
                .extracting(Event::type)
                .containsExactly(
                        DirectiveGiven.TYPE,
                        DirectiveGiven.TYPE,
                        ProposalMade.TYPE,
                        DecisionMade.TYPE,
                        ProposalMade.TYPE);
        assertThat(((DirectiveGiven) Csv.events(read).get(0))
                        .order()
                        .description()
                        .scope())
                .contains(Scope.ROUTINE);
        assertThat(((DirectiveGiven) Csv.events(read).get(1))
                        .order()
                        .description()
                        .scope())
                .contains(Scope.TACTICAL);
    }

    @Test
    void ofAdaptedAdviceTheAlternativeIsWhatWasChanged() {
        Decision adapted = Csv.only(
                        DecisionMade.class,
                        Csv.read(
                                "client,id,decision,adherence,view,alternative\na,1,Adapted,0.5,Objected,Only two pages\n"))
                .decision();
        assertThat(adapted.change()).contains(Text.of("Only two pages"));
        assertThat(adapted.alternative()).isEmpty();
        assertThat(adapted.adherence()).contains(new BigDecimal("0.5"));
    }

    @ParameterizedTest
    @CsvSource({"OVERRIDDEN,ALTERNATIVE", "FOLLOWED,RESULT", "DECLINED,RESULT", "ADAPTED,RESULT"})
    void theClientsForecastIsAboutItsOwnDecision(String decision, About about) {
        CsvImport read = Csv.read("client,id,decision,client_forecast_probability\na,1," + decision + ",0.4\n");
        assertThat(Csv.only(DecisionMade.class, read).decision().forecast())
                .contains(Forecast.chance(0.4).about(about));
    }

    @ParameterizedTest
    @CsvSource({
        "'',74,measured",
        "failure,74,both",
        "FAILURE,'',judged",
        "'','',none",
        "unresolved,'',none",
        "Unresolved,74,none"
    })
    void outcomes(String outcome, String actual, String expected) {
        CsvImport read =
                Csv.read("client,id,outcome,forecast_metric,actual\na,1," + outcome + ",leads," + actual + "\n");
        Optional<Measurement> found = Csv.events(read).stream()
                .filter(OutcomeMeasured.class::isInstance)
                .map(e -> ((OutcomeMeasured) e).measurement())
                .findFirst();
        Measurement measured = Measurement.of("leads", 74);
        Optional<Measurement> wanted = switch (expected) {
            case "measured" -> Optional.of(measured);
            case "both" -> Optional.of(measured.verdict(Verdict.FAILURE));
            case "judged" -> Optional.of(Measurement.judged(Verdict.FAILURE));
            default -> Optional.empty();
        };
        assertThat(found).isEqualTo(wanted.map(m -> m.from(Provenance.IMPORTED)));
    }

    @Test
    void theSourcesOwnTimeIsNotTakenForWhatHappenedAfterIt() {
        CsvImport read = Csv.read("""
                client,id,proposed_at,decision,decided_at,outcome,outcome_at,recorded_at
                a,1,2026-01-12T10:00:00Z,FOLLOWED,2026-01-13,FAILURE,2026-03-01,2026-01-13
                """);
        assertThat(Csv.events(read))
                .extracting(e -> e.circumstances().provenance().sourceCreatedAt())
                .containsExactly(
                        Optional.of(Instant.parse("2026-01-13T00:00:00Z")),
                        Optional.of(Instant.parse("2026-01-13T00:00:00Z")),
                        Optional.empty());
        assertThat(Csv.events(read))
                .allMatch(e -> e.circumstances().provenance().kind() == Provenance.Kind.IMPORTED);
    }

    @Test
    void goalsAndEngagementsAreOpenedOnce() {
        CsvImport read = Csv.read("engagement,client,id,goal\ne,,1,Grow\ne,acme,2,Grow\ne,acme,3,Save\nacme,,4,Grow\n");
        assertThat(Csv.events(read))
                .extracting(Event::type)
                .containsExactly(
                        EngagementOpened.TYPE,
                        GoalSet.TYPE,
                        ProposalMade.TYPE,
                        ProposalMade.TYPE,
                        GoalSet.TYPE,
                        ProposalMade.TYPE,
                        GoalSet.TYPE,
                        ProposalMade.TYPE);
    }

    @Test
    void aGoalTooLongForAnIdGetsOne() {
        String name = "Grow ".repeat(50).strip();
        GoalSet goal = Csv.only(GoalSet.class, Csv.read("client,id,goal\na,1," + name + "\n"));
        assertThat(goal.name()).isEqualTo(Text.of(name));
        assertThat(goal.goal().value()).hasSize(36);
    }

    @Test
    void aRoleIsSaidWhenItChangesInWhateverOrderTheRowsStand() {
        // the second row goes without saying until the third says that the role was another one in between
        CsvImport read = Csv.read("""
                client,id,marketer,marketer_role,proposed_at
                a,1,ana,Specialist,2026-01-01
                a,2,ana,Specialist,2026-05-01
                a,3,ana,Head,2026-03-01
                a,4,ana,,2026-06-01
                a,5,ana,Brand lead,2025-06-01
                b,6,ana,Head,
                b,7,ana,Head,
                """);
        assertThat(Csv.events(read).stream()
                        .filter(PartyJoined.class::isInstance)
                        .map(e -> ((PartyJoined) e).party())
                        .map(p -> p.role().orElseThrow() + " "
                                + p.circumstances()
                                        .occurredAt()
                                        .map(Object::toString)
                                        .orElse("undated")))
                .containsExactly(
                        "SPECIALIST 2026-01-01",
                        "HEAD 2026-03-01",
                        "SPECIALIST 2026-05-01",
                        "Brand lead 2025-06-01",
                        "HEAD undated");
        assertThat(read.drafts().stream().map(Draft::id)).doesNotHaveDuplicates();
    }

    private static final String NAMES = "client,id,marketer\na,1,Ana Lima\na,2,Ben Ode\nb,3,Ana Lima\n";

    @Test
    void namesOfMarketersArePersonalAndNoIdGivesThemAway() {
        CsvMapping mapping = CsvMapping.NONE.withMarketerNames(name -> Optional.empty());
        CsvImport read = Csv.read(NAMES, mapping);
        assertThat(read.toString()).doesNotContain("Ana").doesNotContain("Lima");
        List<Party> joined = Csv.events(read).stream()
                .filter(PartyJoined.class::isInstance)
                .map(e -> ((PartyJoined) e).party())
                .toList();
        assertThat(joined).hasSize(3);
        assertThat(joined.get(0).name()).contains(new Text.Personal(subject(joined.get(0)), "Ana Lima"));
        assertThat(joined.get(2).id()).isEqualTo(joined.get(0).id());
        assertThat(subject(joined.get(2))).isEqualTo(subject(joined.get(0)));
        assertThat(joined.get(1).id()).isNotEqualTo(joined.get(0).id());
        assertThat(Csv.read(NAMES + "b,4,Cy Ray\n", mapping).drafts())
                .startsWith(read.drafts().toArray(Draft[]::new));
        CsvImport other = Csv.read(NAMES.replace("Ana Lima", "Eva Roth"), mapping);
        assertThat(((ProposalMade) Csv.events(other).get(1))
                        .advice()
                        .circumstances()
                        .by())
                .as("the id says nothing of the name")
                .contains(joined.get(0).id());
    }

    @Test
    void aNameThatTheLogKnowsKeepsItsParty() {
        Party ana = Party.marketer("ana").name(new Text.Personal(new SubjectId("s7"), "Ana Lima"));
        Map<String, Party> log = new HashMap<>(Map.of("Ana Lima", ana));
        CsvMapping mapping = CsvMapping.NONE.withMarketerNames(name -> Optional.ofNullable(log.get(name)));
        CsvImport first = Csv.read(NAMES, mapping);
        List<Party> joined = Csv.events(first).stream()
                .filter(PartyJoined.class::isInstance)
                .map(e -> ((PartyJoined) e).party())
                .toList();
        assertThat(joined)
                .singleElement()
                .satisfies(p -> assertThat(p.name().orElseThrow()).isEqualTo(new Text.Personal(subject(p), "Ben Ode")));
        assertThat(Csv.events(first).get(0).circumstances().by()).contains(new PartyId("ana"));
        log.put("Ben Ode", joined.get(0));
        CsvImport shuffled = Csv.read("client,id,marketer\na,2,Ben Ode\nb,3,Ana Lima\na,1,Ana Lima\n", mapping);
        assertThat(first.drafts()).as("nothing new, in any order").containsAll(shuffled.drafts());
        CsvImport roles = Csv.read("client,id,marketer,marketer_role\na,9,Ana Lima,head\n", mapping);
        assertThat(Csv.only(PartyJoined.class, roles).party().name())
                .as("a newer description keeps the name")
                .isEqualTo(ana.name());
    }

    private static SubjectId subject(Party party) {
        return ((Text.Personal) party.name().orElseThrow()).subject();
    }

    @Test
    void moneyMayCarryItsCurrency() {
        String file =
                "client;id;stake;currency\na;1;1.200,50 EUR;\na;2;€ 300;EUR\na;3;$5;usd\na;4;7;GBP\na;5;;GBP\na;6;8;\n";
        CsvImport read = Csv.read(file, CsvMapping.NONE.withCurrency("chf"));
        assertThat(Csv.events(read).stream()
                        .map(e -> ((ProposalMade) e).advice().description().stake())
                        .map(stake -> stake.map(Money::toString).orElse("none")))
                .containsExactly("1200.5 EUR", "300 EUR", "5 USD", "7 GBP", "none", "8 CHF");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "'=1+1,=1+1",
                "'+a,+a",
                "'-a,-a",
                "'@a,@a",
                "''a,'a",
                "'a,'a",
                "'7,'7",
                "it's,it's",
                "\"'\ta\",\"\ta\""
            })
    void anApostropheThatKeepsACellFromRunningIsTakenAway(String cell, String title) {
        CsvImport read = Csv.read("client,title\na," + cell + "\n");
        assertThat(Csv.only(ProposalMade.class, read).advice().description().title())
                .contains(Text.of(title));
    }

    @Test
    void headersOrderRowsAndBlankCellsAreAsOneLikes() {
        CsvImport read = Csv.read(
                "\n; Outcome At ;OUTCOME;proposed-at;Title;CLIENT;notes\n;;;;;;\n;;success;;T\u00a0;\u00a0acme;x\n");
        assertThat(read.rows()).extracting(CsvImport.Row::line).containsExactly(4L);
        assertThat(read.rowCount()).isEqualTo(1);
        assertThat(read.ignoredColumns()).containsExactly("notes");
        assertThat(read.drafts().get(0).engagement()).hasToString("acme");
    }

    @Test
    void aRowWithoutAnIdIsKnownByEngagementTitleAndDate() {
        CsvImport read = Csv.read("client,title,proposed_at\na,T,2026-01-12\na,T,\na,U,2026-01-12\nb,T,2026-01-12\n");
        assertThat(read.drafts().stream().map(d -> ((ProposalMade) d.event()).proposal()))
                .doesNotHaveDuplicates()
                .hasSize(4);
        CsvImport again = Csv.read("title;client;proposed_at\nT;a;12 Jan 2026\n");
        assertThat(again.drafts()).containsExactly(read.drafts().get(0));
    }

    /** The value is from Python: SHA-256 over each part after its length in four bytes, then version and variant. */
    @Test
    void entryIdsAreThoseOfVersionEight() {
        Draft draft = Csv.read("client,id\nacme,1\n").drafts().get(0);
        assertThat(draft.id().orElseThrow().value().version()).isEqualTo(8);
        assertThat(draft.id().orElseThrow().value().variant()).isEqualTo(2);
        assertThat(draft.id().orElseThrow()).hasToString("8220a8a6-6d6c-889b-ad01-814c2b11a19a");
    }

    @Test
    void anInitiativesRowTellsTheOutcomeThatItsWorkShares() {
        CsvImport read = Csv.read("""
                id,client,kind,title,initiative,outcome,outcome_metric,actual,outcome_at,responsibility
                spring,acme,proposal,Pages,spring,,,,,
                spring,acme,Initiative,ignored,,failure,leads,74,2026-03-31,shared
                """);
        assertThat(read.rows()).hasSize(2);
        assertThat(Csv.only(OutcomeMeasured.class, read))
                .isEqualTo(new OutcomeMeasured(
                        new InitiativeId("spring"),
                        Measurement.of("leads", 74)
                                .verdict(Verdict.FAILURE)
                                .on(MARCH)
                                .from(Provenance.IMPORTED)));
        assertThat(Csv.only(ResponsibilityClaimed.class, read).work()).isEqualTo(new InitiativeId("spring"));
        assertThat(read.drafts().stream().map(d -> d.id().orElseThrow())).doesNotHaveDuplicates();
    }

    @Test
    void anInitiativesRowNeedsItsIdAndAnOutcome() {
        assertThat(Csv.refusal("id,client,kind,title,outcome\nspring,acme,initiative,,\n"))
                .hasMessageContaining("is an initiative, of which a row tells the outcome");
        assertThat(Csv.refusal("id,client,kind,title,outcome\n,acme,initiative,Spring,failure\n"))
                .hasMessageContaining("is of an initiative and has no id");
    }

    @Test
    void adviceMayAnswerAnOrderAndReviseOtherAdvice() {
        CsvImport read = Csv.read("""
                id,client,title,answers_id,revises_id
                p2,acme,Pages,d1,p1
                """);
        Proposal advice = Csv.only(ProposalMade.class, read).advice();
        assertThat(advice.answers()).contains(new DirectiveId("d1"));
        assertThat(advice.revises()).contains(new ProposalId("p1"));
        assertThat(Csv.refusal("id,client,title,revises_id\np1,acme,Pages,p1\n"))
                .hasMessageContaining("revises_id")
                .hasMessageContaining("is the proposal itself");
    }

    @Test
    void anOrderAnswersAndRevisesNothing() {
        CsvImport read = Csv.read("id,client,kind,title,answers_id\nd2,acme,directive,Mail,d1\n");
        assertThat(read.assumptions())
                .contains("origin, decide_by, answers_id or revises_id was left out in 1 row: it says nothing of a"
                        + " directive");
    }

    @Test
    void anOutcomeMayStandBeforeTheDecision() {
        String rows =
                "id,client,title,decision,launched,outcome,outcome_first\np1,acme,Pages,followed,advice,failure,%s\n";
        assertThat(Csv.events(Csv.read(rows.formatted("yes"))).stream().map(e -> e.type()))
                .containsExactly("proposal-made", "outcome-measured", "decision-made", "work-launched");
        assertThat(Csv.events(Csv.read(rows.formatted(""))).stream().map(e -> e.type()))
                .containsExactly("proposal-made", "decision-made", "work-launched", "outcome-measured");
        assertThat(Csv.refusal("id,client,title,outcome,outcome_first\np1,acme,Pages,failure,yes\n"))
                .hasMessageContaining("outcome_first")
                .hasMessageContaining("needs a value in decision");
    }
}
