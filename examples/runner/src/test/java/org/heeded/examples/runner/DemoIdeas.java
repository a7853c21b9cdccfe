package org.heeded.examples.runner;

import java.util.List;

/** What the marketers of the demo advise, what a client may do instead, and what clients order: written by hand. */
final class DemoIdeas {

    /**
     * One piece of advice. In every text {@code {product}}, {@code {audience}} and {@code {place}} stand for the client's.
     *
     * @param channel the home channel
     * @param affects another channel, or empty
     * @param scope as in the log
     * @param novelty as in the log
     * @param title the advice
     * @param alternative what a client does who knows better
     * @param metric what the forecast is about
     * @param baseline before
     * @param target what the marketer expects; below the baseline it is an upper limit
     */
    record Idea(
            String channel,
            String affects,
            String scope,
            String novelty,
            String title,
            String alternative,
            String metric,
            int baseline,
            int target) {}

    /**
     * An order without advice.
     *
     * @param channel the channel
     * @param scope as in the log; empty: nobody said
     * @param title the order
     */
    record Order(String channel, String scope, String title) {}

    static final List<Idea> ADVICE = """
            seo|        |TACTICAL |CONVENTIONAL  |Answer the twenty questions that customers ask about {product}|Publish company news every week|organic visits|4200|5200
            seo|        |TACTICAL |CONVENTIONAL  |Merge the overlapping pages about {product} into one guide|Keep every page and add more keywords|organic visits|3100|3900
            seo|ppc     |TACTICAL |CONVENTIONAL  |Make the pages for {audience} fast on a phone|Redesign the home page first|bounce rate|58|48
            seo|        |STRATEGIC|OUT_OF_THE_BOX|Publish an honest price comparison, competitors included|Take the prices off the site and ask for a call|leads|90|130
            seo|        |TACTICAL |CONVENTIONAL  |A page of its own for {place}|One page that lists all places|leads|35|50
            seo|social  |TACTICAL |OUT_OF_THE_BOX|Let the staff answer forum questions under their own names|Answer from the company account|referral visits|400|700
            seo|        |ROUTINE  |CONVENTIONAL  |Mend the broken links left by the old shop|Leave them until the relaunch|crawl errors|310|60
            seo|email   |STRATEGIC|CONVENTIONAL  |Stop the blog; turn its best ten articles into a handbook|Two blog posts a week instead of one|organic visits|2600|3300
            seo|        |TACTICAL |CONVENTIONAL  |Mark up reviews and opening hours for search results|Put the reviews into a slider|clicks from search|1500|1850
            ppc|        |TACTICAL |CONVENTIONAL  |One landing page per audience, starting with {audience}|One landing page for everyone|leads|120|160
            ppc|        |TACTICAL |CONVENTIONAL  |Bid on {product} only where we can deliver within two days|Bid in the whole country|cost per order|34|26
            ppc|seo     |STRATEGIC|OUT_OF_THE_BOX|Switch off our own brand name for a month and measure|Raise the bids on our own brand name|cost per order|31|24
            ppc|        |TACTICAL |CONVENTIONAL  |Exclude searches by job seekers and students|Keep all searches for the reach|cost per lead|62|48
            ppc|        |TACTICAL |CONVENTIONAL  |Move a third of the budget to people who have visited before|Spend it all on new visitors|orders|210|260
            ppc|        |ROUTINE  |CONVENTIONAL  |Pause advertisements at night|Run them around the clock|cost per lead|55|49
            ppc|        |TACTICAL |OUT_OF_THE_BOX|Advertise the guide instead of the offer|Advertise 10 % off|leads|95|125
            ppc|web     |STRATEGIC|CONVENTIONAL  |Pay for qualified leads, not for clicks|Pay for as many clicks as the budget buys|qualified leads|40|58
            ppc|        |TACTICAL |CONVENTIONAL  |Write the advertisement in the words of {audience}|Use the slogan from the brochure|click rate per mille|21|28
            email|      |TACTICAL |CONVENTIONAL  |A welcome series of three messages for new subscribers|A discount code in the first message|first orders|60|85
            email|      |TACTICAL |CONVENTIONAL  |Write to people who have not opened anything for a year, then let them go|Keep everyone on the list|open rate|19|26
            email|      |TACTICAL |CONVENTIONAL  |Plain letters from the owner instead of designed newsletters|A new design with more pictures|replies|14|30
            email|ppc   |TACTICAL |OUT_OF_THE_BOX|Ask {audience} one question a month and print the answers|A yearly survey with thirty questions|replies|25|60
            email|      |ROUTINE  |CONVENTIONAL  |Send on Tuesday morning instead of Friday evening|Friday evening, as always|open rate|22|26
            email|crm   |STRATEGIC|CONVENTIONAL  |Different letters for buyers and for people who only look|One newsletter for all|orders from e-mail|75|100
            email|      |TACTICAL |CONVENTIONAL  |Remind people of what they left in the basket, once|Remind them three times, with a discount|recovered orders|18|30
            email|      |TACTICAL |CONVENTIONAL  |Care tips two weeks after buying {product}|An offer for a second one two weeks after|returns|46|34
            social|     |TACTICAL |OUT_OF_THE_BOX|Show how {product} are made, mistakes included|Professional product photos only|profile visits|2100|3000
            social|     |TACTICAL |CONVENTIONAL  |Answer every comment within two hours on working days|Answer once a week|complaints in public|24|14
            social|email|TACTICAL |CONVENTIONAL  |Let customers from {place} tell their story|Let the managing director tell ours|shares|130|220
            social|     |STRATEGIC|OUT_OF_THE_BOX|Leave the two networks where {audience} are not|Be on every network|engaged followers|900|1200
            social|ppc  |TACTICAL |CONVENTIONAL  |Work with five small local creators instead of one famous one|Book the famous one|orders with code|45|80
            social|     |TACTICAL |CONVENTIONAL  |Two good posts a week instead of one a day|Two posts a day|engagement per mille|17|24
            social|     |TACTICAL |OUT_OF_THE_BOX|A live question hour with the people who make {product}|A competition with a voucher|newsletter sign-ups|70|120
            social|     |ROUTINE  |CONVENTIONAL  |Subtitles on every film|Films without subtitles, they are faster to make|views to the end|340|450
            crm|        |STRATEGIC|CONVENTIONAL  |Call the forty best customers before the season|Call the customers who have not bought for longest|repeat orders|52|70
            crm|email   |TACTICAL |CONVENTIONAL  |Ask why, when a customer leaves, and act on the first three reasons|Offer 15 % to those who leave|customers lost|38|28
            crm|        |TACTICAL |CONVENTIONAL  |Merge the double records before any mailing|Mail everyone, double or not|returned mail|210|70
            crm|        |STRATEGIC|OUT_OF_THE_BOX|Reward recommending, not buying|Points for every purchase|recommended customers|22|45
            crm|email   |TACTICAL |CONVENTIONAL  |Tell {audience} when {product} are due for service|Wait until they call|service bookings|64|95
            crm|        |TACTICAL |CONVENTIONAL  |Score enquiries by what people did, not by how large they are|Large companies first|offers won|17|24
            crm|        |ROUTINE  |CONVENTIONAL  |Ask for consent again where it is older than three years|Mail them without asking|complaints|19|8
            crm|        |TACTICAL |OUT_OF_THE_BOX|Invite the ten most critical customers and listen|Invite the ten largest|repeat orders|40|52
            web|        |TACTICAL |CONVENTIONAL  |Cut the enquiry form from eleven fields to four|Keep all eleven, sales needs them|enquiries|80|115
            web|seo     |STRATEGIC|CONVENTIONAL  |Say on the first screen for whom {product} are, and for whom not|Say that they are for everyone|enquiries|105|135
            web|        |TACTICAL |CONVENTIONAL  |Put delivery cost and time beside the price|Show them at the end|abandoned baskets per 100|71|62
            web|        |TACTICAL |OUT_OF_THE_BOX|Show when a competitor is the better choice|A page of ten reasons to choose us|enquiries|90|110
            web|ppc     |TACTICAL |CONVENTIONAL  |Replace the moving banner with one clear picture|Add two more pictures to the banner|clicks to {product}|620|800
            web|        |STRATEGIC|CONVENTIONAL  |Test the new price page on half of the visitors first|Launch the new price page for all|orders|180|205
            web|        |ROUTINE  |CONVENTIONAL  |Photos of the real team instead of bought ones|Newer bought ones|time on page|48|60
            web|crm     |TACTICAL |CONVENTIONAL  |Let {audience} book a time without calling|A larger telephone number|bookings|130|175
            """.lines().map(line -> line.split("\\|")).map(cell -> new Idea(
            cell[0].strip(),
            cell[1].strip(),
            cell[2].strip(),
            cell[3].strip(),
            cell[4].strip(),
            cell[5].strip(),
            cell[6].strip(),
            Integer.parseInt(cell[7].strip()),
            Integer.parseInt(cell[8].strip()))).toList();

    static final List<Order> ORDERS = """
            email |ROUTINE  |Newsletter on Friday with the week's offers
            social|ROUTINE  |Post the trade fair photos
            web   |ROUTINE  |Change the opening hours
            web   |ROUTINE  |New portrait of the managing director on the team page
            ppc   |ROUTINE  |Put the new logo on all banners
            email |ROUTINE  |Season's greetings to everyone
            social|ROUTINE  |Congratulate the partner clubs
            crm   |ROUTINE  |Export the address list for the sales team
            ppc   |TACTICAL |Double the advertising budget for the fair week
            ppc   |TACTICAL |Be above the competitor for the word {product}
            email |TACTICAL |20 % off for everyone until Sunday
            email |TACTICAL |Send the price list to all {audience}
            social|TACTICAL |Open an account where the competitor has one
            social|TACTICAL |Buy five thousand followers' worth of reach
            social|TACTICAL |A film with the drone over {place}
            web   |TACTICAL |A pop-up for the newsletter on every page
            web   |TACTICAL |Put the whole catalogue on the home page
            web   |STRATEGIC|A new home page before the fair
            seo   |TACTICAL |Be first for {product} by the end of the quarter
            seo   |TACTICAL |A page for every village around {place}
            crm   |TACTICAL |Call everyone who opened the last newsletter
            crm   |STRATEGIC|Move to the customer system that the holding uses
            ppc   |STRATEGIC|Stop all search advertising until the new year
            email |         |Letter about the new parking rules
            social|         |Something for the anniversary
            web   |         |Make the site more modern
            """.lines()
            .map(line -> line.split("\\|"))
            .map(cell -> new Order(cell[0].strip(), cell[1].strip(), cell[2].strip()))
            .toList();

    /** Why a client takes its own way, or adapts. */
    static final List<String> OBJECTIONS = List.of(
            "Simpler to maintain",
            "The sales director wants it so",
            "We have always done it this way and it works",
            "Too risky in the high season",
            "The holding prescribes it",
            "Our competitor does the same",
            "No money for it before the new year",
            "The board saw something similar and liked it",
            "Our customers are different",
            "We do not want to show prices",
            "It has to be finished before the fair",
            "Legal is not happy with the wording");

    /** Why a client refuses, or puts off. */
    static final List<String> REFUSALS = List.of(
            "No budget this year",
            "We are understaffed until autumn",
            "Not before the new shop is live",
            "The owner does not believe in it",
            "Tried in 2023 without success");

    /** Why a client goes along. */
    static final List<String> AGREEMENTS = List.of(
            "The test in spring convinced us",
            "Worth a try",
            "Fits what sales hears from customers",
            "We trust you with this one",
            "Cheaper than what we had in mind");

    private DemoIdeas() {}
}
