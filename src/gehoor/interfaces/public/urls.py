"""Addresses of the public side: short, neutral, alike for whoever looks over a shoulder."""

from django.urls import path
from django.views.decorators.gzip import gzip_page

from gehoor.interfaces.kit.look import look
from gehoor.interfaces.public.doors import public
from gehoor.interfaces.public.views import (
    about,
    ending,
    figures,
    home,
    hours,
    leaving,
    pausing,
    returning,
    sending,
    sharing,
    story,
    telling,
)

app_name = "public"

# Made small only where a page holds nothing secret and nothing that was typed: the size of a packed page tells about its content.
same_for_all = gzip_page

urlpatterns = [
    path("", same_for_all(public(home.home)), name="home"),
    path("look.css", look, name="look"),
    path("exit", leaving.leave, name="leave"),
    path("again", leaving.again, name="again"),
    path("language/<slug:code>", public(home.language), name="language"),
    path("about/<slug:page>", same_for_all(public(about.about)), name="about"),
    path("tell/<int:number>/check", public(sending.check), name="check"),
    path("tell/<int:number>/receipt", public(sending.receipt), name="receipt"),
    path("tell/<int:number>/done", public(sending.done), name="done"),
    path("tell/<int:number>/later", public(pausing.later), name="later"),
    path("tell/<int:number>/file/<uuid:file>", public(telling.held_file), name="held_file"),
    path("tell/<int:number>/<slug:page>", public(telling.question), name="question"),
    path("back/", public(returning.enter), name="enter"),
    path("back/lost", public(returning.lost), name="lost"),
    path("back/story/<int:number>", public(story.story), name="story"),
    path("back/story/<int:number>/stop", public(story.withdraw), name="withdraw"),
    path("back/story/<int:number>/shared", public(sharing.sharing), name="sharing"),
    path("back/story/<int:number>/shared/<uuid:consent>", public(sharing.take_back), name="take_back"),
    path("back/story/<int:number>/close", public(story.close), name="close"),
    path("back/story/<int:number>/file/<uuid:file>", public(story.story_file), name="story_file"),
    path("<slug:door>/", same_for_all(public(home.welcome)), name="welcome"),
    path("<slug:door>/start", public(home.start), name="start"),
    path("<slug:door>/hours", same_for_all(public(hours.hours)), name="hours"),
    path("<slug:door>/figures", same_for_all(public(figures.figures)), name="figures"),
    path("<slug:door>/enough", same_for_all(public(ending.enough)), name="enough"),
    path("<slug:door>/about/<slug:page>", same_for_all(public(about.about)), name="about_for"),
]
